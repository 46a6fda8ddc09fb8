import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { contentHandlingOf } from "../../common/mapping/content-handling";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import { compileSelection } from "../../common/mapping/selection-pattern";
import type { IntegrationResponse } from "../model/integration";
import { RESPONSE_VARIABLES } from "../model/selection-expression";
import { readTemplates } from "./templates";

const KEY = "integration_response_key";

/**
 * The integration responses of an integration, the default last.
 * @throws Error that names the address of what can't be served as on AWS
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export function readIntegrationResponses(
  responses: readonly ResolvedResource[],
): IntegrationResponse[] {
  const isDefault = ({ matches }: IntegrationResponse) => Number(matches === undefined);
  return responses
    .map(readIntegrationResponse)
    .sort((one, other) => isDefault(one) - isDefault(other));
}

function readIntegrationResponse(response: ResolvedResource): IntegrationResponse {
  const { address } = response;
  refuseUnserved(response);
  const key = response.string(KEY) ?? "";
  return {
    key,
    matches: matcherOf(address, key),
    templates: readTemplates(response, "response_templates", RESPONSE_VARIABLES),
    contentHandling: contentHandlingOf(
      address,
      response.string("content_handling_strategy"),
      "content_handling_strategy",
    ),
  };
}

function matcherOf(address: string, key: string): IntegrationResponse["matches"] {
  if (key === "$default") {
    return undefined;
  }
  const [, pattern] = /^\/(.+)\/$/s.exec(key) ?? [];
  return pattern === undefined
    ? refuse(address, KEY, key, "Use $default, or a pattern between slashes, such as /2\\d\\d/.")
    : compileSelection(address, KEY, pattern);
}
