import type { HeaderLines } from "../http/http-message";

interface JsonApi {
  /** What the header X-Amz-Target begins with. */
  readonly target: string;
  readonly version: "1.0" | "1.1";
}

/** The services whose API takes JSON, by their names in an integration. */
const JSON_APIS: Readonly<Record<string, JsonApi>> = {
  "cognito-idp": { target: "AWSCognitoIdentityProviderService", version: "1.1" },
  dynamodb: { target: "DynamoDB_20120810", version: "1.0" },
  events: { target: "AWSEvents", version: "1.1" },
  firehose: { target: "Firehose_20150804", version: "1.1" },
  kinesis: { target: "Kinesis_20131202", version: "1.1" },
  kms: { target: "TrentService", version: "1.1" },
  logs: { target: "Logs_20140328", version: "1.1" },
  secretsmanager: { target: "secretsmanager", version: "1.1" },
  states: { target: "AWSStepFunctions", version: "1.0" },
};

/** The versions of the APIs that take parameters as a form, and respond with XML. */
const FORM_VERSIONS: Readonly<Record<string, string>> = {
  monitoring: "2010-08-01",
  sns: "2010-03-31",
  sqs: "2012-11-05",
  ssm: "2014-11-06",
  sts: "2011-06-15",
};

/** The headers that name an action of a JSON API; undefined for a service with another protocol. */
export function jsonActionHeaders(service: string, action: string): HeaderLines | undefined {
  const api = Object.hasOwn(JSON_APIS, service) ? JSON_APIS[service] : undefined;
  return (
    api && [
      ["Content-Type", `application/x-amz-json-${api.version}`],
      ["X-Amz-Target", `${api.target}.${action}`],
    ]
  );
}

/** The version of a form API. */
export function formVersion(service: string): string | undefined {
  return Object.hasOwn(FORM_VERSIONS, service) ? FORM_VERSIONS[service] : undefined;
}
