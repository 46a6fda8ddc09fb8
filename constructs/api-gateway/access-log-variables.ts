export type ApiType = "HTTP" | "REST" | "WEBSOCKET";

const IDENTITY = names(
  "identity",
  "accountId caller user userArn principalOrgId sourceIp userAgent",
)
  .concat(names("identity", "cognitoAuthenticationProvider cognitoAuthenticationType"))
  .concat(names("identity", "cognitoIdentityId cognitoIdentityPoolId"))
  .concat(names("identity.clientCert", "clientCertPem subjectDN issuerDN serialNumber"))
  .concat(names("identity.clientCert.validity", "notBefore notAfter"));

const COMMON = [
  ..."accountId apiId awsEndpointRequestId domainName domainPrefix extendedRequestId".split(" "),
  ..."httpMethod path protocol requestId requestTime requestTimeEpoch stage status".split(" "),
  ..."integrationLatency integrationStatus responseLatency responseLength".split(" "),
  ...names("error", "message messageString responseType"),
  ...names("integration", "error integrationStatus latency requestId status"),
  "customDomain.basePathMatched",
  ...IDENTITY,
];

/** The variables that a request of a kind of API has. */
const VARIABLES: Readonly<Record<ApiType, readonly string[]>> = {
  HTTP: [
    ...COMMON,
    ..."awsEndpointRequestId2 dataProcessed integrationErrorMessage routeKey".split(" "),
  ],
  REST: [
    ...COMMON,
    ..."deploymentId endpointType isCanaryRequest operationName resourceId resourcePath".split(" "),
    ..."wafResponseCode webaclArn xrayTraceId error.validationErrorString".split(" "),
    ...names("identity", "apiKey apiKeyId vpcId vpceId"),
    ...names("authenticate", "error latency status"),
    ...names("authorize", "error latency status"),
    ...names("waf", "error latency status"),
    ...names("integration", "responseTransferMode timeToAllHeaders timeToFirstContent"),
  ],
  WEBSOCKET: [
    ..."accountId apiId awsEndpointRequestId connectedAt connectionId disconnectReason".split(" "),
    ..."disconnectStatusCode domainName domainPrefix eventType extendedRequestId".split(" "),
    ..."integrationLatency integrationStatus messageDirection messageId requestId".split(" "),
    ..."requestTime requestTimeEpoch responseLatency responseLength routeKey stage".split(" "),
    ..."status wafResponseCode webaclArn xrayTraceId".split(" "),
    ...names("error", "message messageString responseType validationErrorString"),
    ...names("integration", "error integrationStatus latency requestId status"),
    ...names("authenticate", "error latency status"),
    ...names("authorize", "error latency status"),
    ...names("waf", "error latency status"),
    ...names("identity", "apiKey apiKeyId"),
    ...IDENTITY,
  ],
};

/** Names that the authorizer of an API or its templates choose. */
const OPEN: Readonly<Record<ApiType, RegExp>> = {
  HTTP: /^authorizer\.\w/,
  WEBSOCKET: /^authorizer\.\w/,
  REST: /^(?:authorizer|requestOverride|responseOverride)\.\w/,
};

/**
 * The variables of a kind of API's access logs, without `$context.`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function knownVariables(apiType: ApiType): readonly string[] {
  return VARIABLES[apiType];
}

export function isKnownVariable(apiType: ApiType, name: string): boolean {
  return VARIABLES[apiType].includes(name) || OPEN[apiType].test(name);
}

function names(prefix: string, list: string): string[] {
  return list.split(" ").map((name) => `${prefix}.${name}`);
}
