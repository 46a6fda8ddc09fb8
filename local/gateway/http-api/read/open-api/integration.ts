import type { Value } from "../../../../terraform/resolved-stack";
import type { JsonReader } from "../../../common/open-api/json-reader";
import { versionOf } from "./version";

const INTEGRATION = "x-amazon-apigateway-integration";
const SHARED = "#/components/x-amazon-apigateway-integrations/";

/**
 * The attributes of an `aws_apigatewayv2_integration` that an operation defines.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function integrationOf(
  document: JsonReader,
  operation: JsonReader,
): Readonly<Record<string, Value | undefined>> {
  const integration = dereferenced(document, operation.object(INTEGRATION));
  const serverName = integration.object("tlsConfig").text("serverNameToVerify");
  return {
    integration_type: integration.text("type")?.toUpperCase(),
    integration_subtype: integration.text("integrationSubtype"),
    integration_uri: integration.text("uri"),
    integration_method: integration.text("httpMethod"),
    payload_format_version: versionOf(integration, "payloadFormatVersion"),
    credentials_arn: integration.text("credentials"),
    connection_type: integration.text("connectionType"),
    connection_id: integration.text("connectionId"),
    timeout_milliseconds: integration.number("timeoutInMillis"),
    request_parameters: integration.object("requestParameters").texts(),
    response_parameters: integration
      .object("responseParameters")
      .entries()
      .map(([status, mappings]) => ({ status_code: status, mappings: mappings.texts() })),
    tls_config: serverName === undefined ? [] : [{ server_name_to_verify: serverName }],
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html */
function dereferenced(document: JsonReader, integration: JsonReader): JsonReader {
  const reference = integration.text("$ref");
  return reference?.startsWith(SHARED)
    ? document
        .object("components")
        .object("x-amazon-apigateway-integrations")
        .object(reference.slice(SHARED.length))
    : integration;
}
