import { derivedResource } from "../../../../terraform/derived-resource";
import type { ResolvedResource, ResolvedStack } from "../../../../terraform/resolved-stack";
import { JsonReader } from "../../../common/open-api/json-reader";
import { readDocument } from "../../../common/open-api/read-document";
import { readEach } from "../../../common/unservable/read-all";
import { UnservableError } from "../../../common/unservable/unservable";
import { integrationOf } from "./integration";
import { operationsOf } from "./operations";
import { authorizationOf, authorizersOf } from "./security";
import { importWarnings, refuseWarnings } from "./warnings";

const ENDPOINT = "x-amazon-apigateway-endpoint-configuration";

/** What the OpenAPI body of an HTTP API adds to it. */
export interface ImportedBody {
  /** Routes, integrations and authorizers. */
  readonly resources: readonly ResolvedResource[];
  readonly isEndpointDisabled: boolean;
  readonly warnings: readonly string[];
}

const NOTHING: ImportedBody = { resources: [], isEndpointDisabled: false, warnings: [] };

/**
 * Imports the `body` of an HTTP API as AWS does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 * @throws UnservableError for a body that AWS rejects
 */
export function importBody(stack: ResolvedStack, api: ResolvedResource): ImportedBody {
  const given = readDocument(stack, api);
  if (given === undefined) {
    return NOTHING;
  }
  const document = JsonReader.of(given);
  refuseVersion(api, document);
  const warnings = importWarnings(document);
  refuseWarnings(api, warnings);
  return {
    resources: [...authorizersOf(api, document), ...routesOf(api, document)],
    isEndpointDisabled: [document, ...document.objects("servers")].some((one) =>
      one.object(ENDPOINT).flag("disableExecuteApiEndpoint"),
    ),
    warnings: [
      ...warnings.map(({ location, effect }) => `${api.address}.body: ${location}: ${effect}`),
      ...corsWarnings(api, document),
    ],
  };
}

/** Also 3, which is what YAML makes of 3.0. */
function refuseVersion({ address }: ResolvedResource, document: JsonReader): void {
  const version = document.text("openapi") ?? "";
  if (!/^3(?:\.0(?:\.\d+)?)?$/.test(version)) {
    throw new UnservableError(
      `${address}.body: openapi is ${JSON.stringify(version)}. AWS rejects the import, because HTTP APIs support only OpenAPI 3.0.`,
    );
  }
}

function routesOf(api: ResolvedResource, document: JsonReader): ResolvedResource[] {
  const of = { api_id: api.string("id") };
  return readEach(operationsOf(document), ({ routeKey, operation }) => {
    const address = `${api.address} (${routeKey})`;
    return [
      derivedResource("aws_apigatewayv2_integration", address, {
        ...of,
        id: routeKey,
        ...integrationOf(document, operation),
      }),
      derivedResource("aws_apigatewayv2_route", address, {
        ...of,
        route_key: routeKey,
        target: `integrations/${routeKey}`,
        ...authorizationOf(api, address, document, operation),
      }),
    ];
  }).flat();
}

/** After an import, the provider sets the API's CORS to its own configuration, or deletes it. */
function corsWarnings(api: ResolvedResource, document: JsonReader): string[] {
  return document.has("x-amazon-apigateway-cors")
    ? [
        `${api.address}.body: x-amazon-apigateway-cors has no effect, because the AWS provider restores cors_configuration after the import: set that.`,
      ]
    : [];
}
