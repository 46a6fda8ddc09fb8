import { derivedResource } from "../../../terraform/derived-resource";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";

const FUNCTION = /^arn:[\w-]+:(?:lambda:.+:function:.+|apigateway:.+\/functions\/.+\/invocations)$/;
const URL_WITH_HOST = /^https?:\/\/[^/]/i;
const INTEGRATION_ID = "quick-create";

/**
 * What API Gateway creates along with an API that has a target: an integration, a route, and the
 * stage `$default`. That a function gets events of format 2.0 is inferred.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
 * @throws UnservableError for a target that is neither a function nor a URL
 */
export function quickCreated(api: ResolvedResource): ResolvedResource[] {
  const target = api.string("target");
  if (target === undefined) {
    return [];
  }
  const { address } = api;
  if (api.string("body") !== undefined) {
    const rule = "What AWS keeps of quick create after the import of a body isn't known: use one.";
    refuse(address, "target", target, rule);
  }
  const routeKey = api.string("route_key") ?? "$default";
  const of = { api_id: api.string("id") ?? "" };
  return [
    derivedResource("aws_apigatewayv2_integration", address, {
      ...of,
      ...integrationTo(address, target),
      id: INTEGRATION_ID,
      credentials_arn: api.string("credentials_arn"),
      integration_uri: target,
    }),
    derivedResource("aws_apigatewayv2_route", `${address} (${routeKey})`, {
      ...of,
      route_key: routeKey,
      target: `integrations/${INTEGRATION_ID}`,
    }),
    derivedResource("aws_apigatewayv2_stage", address, {
      ...of,
      name: "$default",
      auto_deploy: true,
    }),
  ];
}

function integrationTo(address: string, target: string): Record<string, string> {
  if (FUNCTION.test(target)) {
    return { integration_type: "AWS_PROXY", payload_format_version: "2.0" };
  }
  if (!URL_WITH_HOST.test(target)) {
    refuse(address, "target", target, "Use the ARN of a function or a URL with http or https.");
  }
  return { integration_type: "HTTP_PROXY", integration_method: "ANY" };
}

/** Warns about settings that are only used with a target. */
export function quickCreateWarnings(api: ResolvedResource): string[] {
  const set = api.names();
  return set.includes("target")
    ? []
    : ["route_key", "credentials_arn"]
        .filter((name) => set.includes(name))
        .map((name) => `${api.address}: ${name} has no effect without target.`);
}
