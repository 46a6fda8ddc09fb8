import { formVersion } from "../../../aws-protocols";
import type { HeaderLines } from "../http/http-message";
import { refuse } from "../unservable/refuse";
import { jsonActionHeaders } from "./json-action-headers";

/** An AWS service, and the part of its API that an integration calls. */
export interface ServiceTarget {
  /** As endpoints and signatures name it: `sqs`. */
  readonly service: string;
  readonly region: string;
  /** With the query; it can hold `{parameters}` and `${stageVariables.NAME}`. */
  readonly path: string;
  /** The headers that name the action of an API that takes JSON. */
  readonly headers: HeaderLines;
}

const URI =
  /^arn:[\w-]+:apigateway:(?<region>[\w-]+):(?:(?<subdomain>[^:]+)\.)?(?<service>[\w-]+):(?<kind>path|action)\/(?<rest>.*)$/s;

/**
 * The service that a URI such as `arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders` or
 * `arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem` names.
 * @throws Error with the address of an integration whose URI has another form
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 */
export function serviceTarget(address: string, uri: string, attribute = "uri"): ServiceTarget {
  const { region, subdomain, service, kind, rest } = URI.exec(uri)?.groups ?? {};
  if (region === undefined || service === undefined || rest === undefined) {
    refuse(
      address,
      attribute,
      uri,
      "Use the invoke_arn of a function, or arn:aws:apigateway:REGION:SERVICE:path/PATH or :action/ACTION.",
    );
  }
  if (kind === "action") {
    return { service, region, ...actionOf(service, rest) };
  }
  // The subdomain is the bucket of Amazon S3, which its path can name as well.
  const folder = subdomain === undefined ? "" : `/${subdomain}`;
  return { service, region, path: `${folder}/${rest.replace(/^\/+/, "")}`, headers: [] };
}

/** `PutItem`, or `SendMessage&Version=2012-11-05` */
function actionOf(service: string, text: string): Pick<ServiceTarget, "path" | "headers"> {
  const [action = "", ...given] = text.split("&");
  const headers = jsonActionHeaders(service, action);
  if (headers) {
    return { path: "/", headers };
  }
  const version = formVersion(service);
  const hasVersion = given.some((part) => part.startsWith("Version="));
  const ownVersion = hasVersion || version === undefined ? [] : [`Version=${version}`];
  return { path: `/?${[`Action=${action}`, ...given, ...ownVersion].join("&")}`, headers: [] };
}
