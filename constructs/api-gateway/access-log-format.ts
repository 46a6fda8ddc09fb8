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
   * route, status, size and errors. WebSocket APIs have the event and the connection instead of method,
   * path and size.
   * @param fields further fields, such as `{ tenant: "$context.authorizer.tenant" }`; a field with
   * a standard name replaces it
   */
  static json(fields: Readonly<Record<string, string>> = {}): AccessLogFormat {
    return new AccessLogFormat((apiType) => {
      const route = ROUTE[apiType];
      const standard = STANDARD_FIELDS[apiType];
      return JSON.stringify({ ...standard, [route]: `$context.${route}`, ...fields });
    });
  }

  /** The Common Log Format of web servers, with the request's ID at the end. */
  static clf(): AccessLogFormat {
    return new AccessLogFormat(
      (apiType) =>
        `$context.identity.sourceIp - $context.identity.user [$context.requestTime] "${REQUEST_LINE[apiType]}" $context.status $context.responseLength $context.requestId`,
    );
  }

  /** Values separated by commas: address, user, time, method, route, protocol, status, size, ID. */
  static csv(): AccessLogFormat {
    return new AccessLogFormat((apiType) => listed(apiType).join(","));
  }

  /** An element `request` on each line, with the request's ID as an attribute. */
  static xml(): AccessLogFormat {
    return new AccessLogFormat((apiType) => {
      const elements = ["ip", "user", "requestTime", ...REQUEST[apiType], "status"].concat([
        "responseLength",
      ]);
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
const ROUTE: Readonly<Record<ApiType, string>> = {
  HTTP: "routeKey",
  REST: "resourcePath",
  WEBSOCKET: "routeKey",
};

/** The variables of a request's kind, in the formats without names. */
const REQUEST: Readonly<Record<ApiType, readonly string[]>> = {
  HTTP: ["httpMethod", "routeKey", "protocol"],
  REST: ["httpMethod", "resourcePath", "protocol"],
  WEBSOCKET: ["eventType", "routeKey", "connectionId"],
};

const HTTP_REQUEST_LINE = "$context.httpMethod $context.path $context.protocol";

const REQUEST_LINE: Readonly<Record<ApiType, string>> = {
  HTTP: HTTP_REQUEST_LINE,
  REST: HTTP_REQUEST_LINE,
  WEBSOCKET: "$context.eventType $context.routeKey $context.connectionId",
};

const FIELDS_OF_HTTP = {
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

const STANDARD_FIELDS: Readonly<Record<ApiType, Readonly<Record<string, string>>>> = {
  HTTP: FIELDS_OF_HTTP,
  REST: FIELDS_OF_HTTP,
  WEBSOCKET: {
    requestId: "$context.requestId",
    ip: "$context.identity.sourceIp",
    requestTime: "$context.requestTime",
    eventType: "$context.eventType",
    connectionId: "$context.connectionId",
    messageId: "$context.messageId",
    status: "$context.status",
    error: "$context.error.message",
    authorizerError: "$context.authorizer.error",
    integrationError: "$context.integration.error",
  },
};

function listed(apiType: ApiType): string[] {
  return ["identity.sourceIp", "identity.user", "requestTime", ...REQUEST[apiType]]
    .concat(["status", "responseLength", "requestId"])
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
