import type { Apigatewayv2IntegrationResponseParameters } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { IConstruct } from "constructs";
import { escaped } from "../../core/literal";
import type { Kinds } from "../../core/props";
import { checkProps, mapOf, string } from "../../core/props";
import { refuse } from "../../core/refusal";

/**
 * Changes to a request before it reaches the integration, and to the response before it reaches the
 * client.
 * Keys are like `append:header.x-id`, `overwrite:path` or `remove:querystring.q`; values like
 * `$request.header.id`, `$context.requestId` or plain text.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export interface ParameterMapping {
  /**
   * Changes to the request.
   * @default the request is passed on unchanged
   */
  readonly request?: Readonly<Record<string, string>>;
  /**
   * Changes to the response by the integration's status code, 200 to 599.
   * @default the response is passed on unchanged
   */
  readonly response?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const KINDS: Kinds<ParameterMapping> = { request: mapOf(string), response: mapOf(mapOf(string)) };

/** The attributes of the integration's resource. @throws if API Gateway would refuse a mapping */
export function mappingAttributes(
  scope: IConstruct,
  mapping: ParameterMapping = {},
): {
  requestParameters?: Record<string, string>;
  responseParameters?: Apigatewayv2IntegrationResponseParameters[];
} {
  checkProps(scope, mapping, KINDS, (prop) => `parameterMapping.${prop} of the integration`);
  const { request, response } = mapping;
  return {
    requestParameters: request && mappings(scope, request, REQUEST),
    responseParameters:
      response &&
      Object.entries(response).map(([statusCode, changes]) => {
        checkStatus(scope, statusCode);
        return { statusCode, mappings: mappings(scope, changes, RESPONSE) };
      }),
  };
}

interface Keys {
  readonly pattern: RegExp;
  readonly allowed: string;
}

const REQUEST: Keys = {
  pattern: /^((append|overwrite|remove):(header|querystring)\.(?<name>[^\s.]\S*)|overwrite:path)$/,
  allowed: "append, overwrite or remove of header.<name> or querystring.<name>, or overwrite:path",
};

const RESPONSE: Keys = {
  pattern: /^((append|overwrite|remove):(header)\.(?<name>[^\s.]\S*)|overwrite:statuscode)$/,
  allowed: "append, overwrite or remove of header.<name>, or overwrite:statuscode",
};

const RESERVED = new RegExp(
  [
    "^(access-control-.*|apigw-.*|x-amz-.*|x-amzn-.*|authorization|connection|content-encoding",
    "content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate",
    "proxy-authorization|te|trailers|transfer-encoding|upgrade|via|x-forwarded-(for|host|proto))$",
  ].join("|"),
  "i",
);

function mappings(
  scope: IConstruct,
  changes: Readonly<Record<string, string>>,
  { pattern, allowed }: Keys,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      const match = pattern.exec(key);
      const reserved = match?.[3] === "header" && RESERVED.test(match.groups?.name ?? "");
      if (match === null || reserved) {
        refuse(scope, {
          what: "key of a parameter mapping",
          value: key,
          allowed: reserved ? "headers that API Gateway doesn't reserve" : allowed,
          fix: "See API Gateway's page on parameter mapping for what can be changed.",
        });
      }
      return [key, escaped(value)];
    }),
  );
}

function checkStatus(scope: IConstruct, statusCode: string): void {
  if (/^[2-5]\d\d$/.test(statusCode)) {
    return;
  }
  refuse(scope, {
    what: "status code of a parameter mapping",
    value: statusCode,
    allowed: "200 to 599",
    fix: "Use the status code of the integration's response.",
  });
}
