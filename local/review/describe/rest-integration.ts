import { functionOf } from "../../gateway/common/integration/function-uri";
import type {
  Integration,
  IntegrationResponse,
  Method,
  UnservableMethod,
} from "../../gateway/rest-api/model/rest-api";
import { methodTarget } from "../../gateway/rest-api/model/integration-target";
import type { RouteDescription } from "./description";
import { hashOf } from "./hash";

export type Readable = (text: string) => string;

type IntegrationPart = Omit<
  RouteDescription,
  "key" | "access" | "requiredParameters" | "bodySchemas"
>;

/** What a method's requests are passed to, and how they and the responses are mapped. */
export function describeIntegration(
  method: Method | UnservableMethod,
  readable: Readable,
): IntegrationPart {
  if (method.unservable !== undefined) {
    return { ...WITHOUT_INTEGRATION, target: methodTarget(method) };
  }
  const { integration } = method;
  const responses = isMapped(integration) ? integration.responses : [];
  const hashes = (entries: readonly (readonly [string, string])[]): Map<string, string> =>
    new Map(entries.map(([name, text]) => [name, hashOf(readable(text))]));
  return {
    target: methodTarget(method),
    timeoutMilliseconds: integration.timeoutMilliseconds,
    payloadFormat: undefined,
    integrationType: integration.type.toUpperCase(),
    responses: headersByStatus(responses),
    selectionPatterns: new Map(
      responses.map(({ selectionPattern = "default", statusCode }) => [
        selectionPattern,
        statusCode,
      ]),
    ),
    templates: hashes([
      ...named("request", integration.requestTemplates),
      ...responses.flatMap((response) =>
        named(`response ${response.selectionPattern ?? response.statusCode}`, response.templates),
      ),
    ]),
    settings: hashes(settingsOf(integration, responses)),
  };
}

const WITHOUT_INTEGRATION = {
  timeoutMilliseconds: undefined,
  payloadFormat: undefined,
  integrationType: undefined,
  responses: new Map<number, readonly string[]>(),
  selectionPatterns: new Map<string, number>(),
  templates: new Map<string, string>(),
  settings: new Map<string, string>(),
};

/** The responses of a proxy integration aren't used. */
function isMapped({ type }: Integration): boolean {
  return !/_PROXY$/i.test(type);
}

/** `integration.request.header.X`, `passthrough behavior` … to their values. */
function settingsOf(
  integration: Integration,
  responses: readonly IntegrationResponse[],
): [string, string][] {
  const { uri, credentials, passthroughBehavior, contentHandling } = integration;
  const given: [string, string | undefined][] = [
    // A function is the route's target.
    ["URI", functionOf(uri ?? "") === "" ? uri : undefined],
    ["HTTP method", integration.httpMethod],
    ["credentials", credentials],
    ["passthrough behavior", passthroughBehavior],
    ["request content handling", contentHandling],
    ...Object.entries(integration.requestParameters),
    ...responses.flatMap(({ statusCode, parameters, contentHandling: handling }) => [
      ...named(`response ${statusCode}`, parameters),
      [`response ${statusCode} content handling`, handling] as [string, string | undefined],
    ]),
  ];
  return given.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function named(prefix: string, values: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${prefix} ${name}`, value]);
}

const HEADER = "method.response.header.";

function headersByStatus(responses: readonly IntegrationResponse[]): Map<number, string[]> {
  const headers = new Map<number, string[]>();
  for (const { statusCode, parameters } of responses) {
    const names = Object.keys(parameters)
      .filter((name) => name.startsWith(HEADER))
      .map((name) => name.slice(HEADER.length));
    headers.set(
      statusCode,
      [...new Set([...(headers.get(statusCode) ?? []), ...names])].toSorted(),
    );
  }
  return headers;
}
