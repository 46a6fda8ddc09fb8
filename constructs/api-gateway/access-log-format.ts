import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { escaped } from "../core/literal";
import { nearestName } from "../core/nearest-name";
import { kind } from "../core/props";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import { isKnownVariable, knownVariables, type ApiType } from "./access-log-variables";

/** In bytes. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_BYTES = 3 * 1024;

/**
 * The format of the lines of an access log. API Gateway writes `-` for a variable that a request
 * doesn't have, and doesn't escape the values.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html
 */
export class AccessLogFormat {
  private constructor(private readonly textFor: (apiType: ApiType) => string) {}

  /**
   * An object of JSON on each line, with the request's ID, time, caller's address, method, path,
   * route, status, size and errors.
   * @param fields further fields, such as `{ tenant: "$context.authorizer.tenant" }`; a field with
   * a standard name replaces it
   */
  static json(fields: Readonly<Record<string, string>> = {}): AccessLogFormat {
    return new AccessLogFormat((apiType) => {
      const route = ROUTE[apiType];
      return JSON.stringify({ ...STANDARD_FIELDS, [route]: `$context.${route}`, ...fields });
    });
  }

  /** The Common Log Format of web servers, with the request's ID at the end. */
  static clf(): AccessLogFormat {
    return AccessLogFormat.custom(
      '$context.identity.sourceIp - $context.identity.user [$context.requestTime] "$context.httpMethod $context.path $context.protocol" $context.status $context.responseLength $context.requestId',
    );
  }

  /** Values separated by commas: address, user, time, method, route, protocol, status, size, ID. */
  static csv(): AccessLogFormat {
    return new AccessLogFormat((apiType) => listed(apiType).join(","));
  }

  /** An element `request` on each line, with the request's ID as an attribute. */
  static xml(): AccessLogFormat {
    return new AccessLogFormat((apiType) => {
      const elements = [
        "ip",
        "user",
        "requestTime",
        "httpMethod",
        ROUTE[apiType],
        "protocol",
      ].concat(["status", "responseLength"]);
      const values = listed(apiType);
      const body = elements.map((name, at) => `<${name}>${values[at]}</${name}>`).join("");
      return `<request id="$context.requestId">${body}</request>`;
    });
  }

  /**
   * Any text on one line with `$context` variables, up to 3,072 bytes. It needs `$context.requestId` or
   * `$context.extendedRequestId`.
   */
  static custom(format: string): AccessLogFormat {
    return new AccessLogFormat(() => format);
  }

  /**
   * The text of the format, as Terraform gets it for a kind of API.
   * @throws if API Gateway would refuse it
   * @internal
   */
  bind(scope: IConstruct, apiType: ApiType): string {
    const format = this.textFor(apiType);
    if (!Token.isUnresolved(format)) {
      check(scope, format, apiType);
    }
    return escaped(format);
  }
}

export const FORMAT_KIND = kind(
  "an AccessLogFormat, e.g. AccessLogFormat.clf()",
  (value) => value instanceof AccessLogFormat,
);

/** The variable that names the route of a request. */
const ROUTE: Readonly<Record<ApiType, string>> = { HTTP: "routeKey", REST: "resourcePath" };

const STANDARD_FIELDS = {
  requestId: "$context.requestId",
  ip: "$context.identity.sourceIp",
  requestTime: "$context.requestTime",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  protocol: "$context.protocol",
  status: "$context.status",
  responseLength: "$context.responseLength",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integration.error",
};

function listed(apiType: ApiType): string[] {
  return ["identity.sourceIp", "identity.user", "requestTime", "httpMethod", ROUTE[apiType]]
    .concat(["protocol", "status", "responseLength", "requestId"])
    .map((name) => `$context.${name}`);
}

function check(scope: IConstruct, format: string, apiType: ApiType): void {
  const variables = [...format.matchAll(/\$context\.([\w.]*\w)/g)].map(([, name = ""]) => name);
  const refuseFormat = (allowed: string, fix: string) =>
    refuse(scope, { what: "accessLogFormat", value: format, allowed, fix });
  if (/[\r\n]/.test(format)) {
    refuseFormat("one line", "Remove the line breaks.");
  }
  if (Buffer.byteLength(format) > MAX_BYTES) {
    refuseFormat(`up to ${MAX_BYTES} bytes`, "Log fewer variables.");
  }
  if (!variables.some((name) => name === "requestId" || name === "extendedRequestId")) {
    refuseFormat(
      "a text with $context.requestId or $context.extendedRequestId",
      "Add one of them, which API Gateway requires.",
    );
  }
  for (const name of variables.filter((one) => !isKnownVariable(apiType, one))) {
    const meant = nearestName(name, knownVariables(apiType));
    const advice = meant === undefined ? "Check its name." : `Did you mean $context.${meant}?`;
    warn(
      scope,
      `accessLogFormat has $context.${name}, which requests of ${apiType} APIs don't have, as far as is known: it would always be "-". ${advice}`,
    );
  }
}
