export interface JsonApi {
  /** The name in signatures and endpoints. @default that of the API */
  readonly service?: string;
  /** What the header X-Amz-Target begins with. */
  readonly target: string;
  readonly version: "1.0" | "1.1";
}

/** The APIs of AWS services that take JSON, by the services' names in integrations and endpoints. */
export const JSON_APIS = {
  "cognito-idp": { target: "AWSCognitoIdentityProviderService", version: "1.1" },
  dynamodb: { target: "DynamoDB_20120810", version: "1.0" },
  dynamodbstreams: { service: "dynamodb", target: "DynamoDBStreams_20120810", version: "1.0" },
  events: { target: "AWSEvents", version: "1.1" },
  firehose: { target: "Firehose_20150804", version: "1.1" },
  kinesis: { target: "Kinesis_20131202", version: "1.1" },
  kms: { target: "TrentService", version: "1.1" },
  logs: { target: "Logs_20140328", version: "1.1" },
  secretsmanager: { target: "secretsmanager", version: "1.1" },
  sqs: { target: "AmazonSQS", version: "1.0" },
  ssm: { target: "AmazonSSM", version: "1.1" },
  states: { target: "AWSStepFunctions", version: "1.0" },
} as const satisfies Readonly<Record<string, JsonApi>>;

/** The versions of the APIs that take parameters as a form, and respond with XML. */
export const FORM_VERSIONS = {
  monitoring: "2010-08-01",
  sns: "2010-03-31",
  sqs: "2012-11-05",
  ssm: "2014-11-06",
  sts: "2011-06-15",
} as const;

export type JsonService = keyof typeof JSON_APIS;
export type FormService = keyof typeof FORM_VERSIONS;

/** The JSON API of a service; undefined if it has none. */
export function jsonApi(service: string): JsonApi | undefined {
  return Object.hasOwn(JSON_APIS, service) ? JSON_APIS[service as JsonService] : undefined;
}

/** The version of a service's form API; undefined if it has none. */
export function formVersion(service: string): string | undefined {
  return Object.hasOwn(FORM_VERSIONS, service) ? FORM_VERSIONS[service as FormService] : undefined;
}
