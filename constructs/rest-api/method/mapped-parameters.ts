import type { Construct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";
import type { IntegrationObject } from "../integration";

const SOURCE = "'text', stageVariables.{name}, context.{name}";

const REQUEST = {
  key: /^integration\.request\.(header|querystring|path)\.\S+$/,
  keys: "integration.request.{header|querystring|path}.{name}",
  value:
    /^('.*'|(stageVariables|context)\.\S+|method\.request\.(body($|[.[])|(path|querystring|header|multivaluequerystring|multivalueheader)\.\S).*)$/s,
  values: `${SOURCE}, method.request.body or method.request.{path|querystring|header}.{name}`,
};

const RESPONSE = {
  key: /^method\.response\.header\.\S+$/,
  keys: "method.response.header.{name}",
  value:
    /^('.*'|(stageVariables|context)\.\S+|integration\.response\.(body($|[.[])|(header|multivalueheader)\.\S).*)$/s,
  values: `${SOURCE}, integration.response.body or integration.response.header.{name}`,
};

/** The method whose mappings are checked, and what it declares. */
export interface MappedMethod {
  readonly api: Construct;
  /** E.g. `GET /pets`, as an error names it. */
  readonly method: string;
  /** Names of the request's parameters, e.g. `method.request.querystring.page`. */
  readonly request: readonly string[];
  /** Names of the headers of each status, e.g. `method.response.header.Location`. */
  readonly response: Readonly<Record<string, readonly string[]>>;
}

/**
 * Refuses a mapping that API Gateway doesn't import: a malformed one, or one of a parameter that the
 * method doesn't declare.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html
 */
export function checkMappedParameters(method: MappedMethod, integration: IntegrationObject): void {
  for (const [key, value] of Object.entries(integration.requestParameters ?? {})) {
    checkForms(method, key, value, REQUEST);
    // A multi-value source names the same parameter.
    const source = value.replace(/^(method\.request\.)multivalue/, "$1");
    if (!/^method\.request\.(?!body)/.test(source)) {
      continue;
    }
    checkDeclared(method, source, method.request, "requestParameters of the method");
  }
  for (const { statusCode, responseParameters } of Object.values(integration.responses ?? {})) {
    for (const [key, value] of Object.entries(responseParameters ?? {})) {
      checkForms(method, key, value, RESPONSE);
      const where = `responseParameters of its method response ${statusCode}`;
      checkDeclared(method, key, method.response[statusCode] ?? [], where);
    }
  }
}

function checkForms(
  { api, method }: MappedMethod,
  key: string,
  value: string,
  forms: typeof REQUEST,
): void {
  const refuseForm = (what: string, given: string, allowed: string) =>
    refuse(api, {
      what: `${what} of a mapped parameter of ${method}`,
      value: given,
      allowed,
      fix: "Write it in this form; a fixed value is in single quotes.",
    });
  if (!forms.key.test(key)) {
    refuseForm("key", key, forms.keys);
  }
  if (isKnown(value) && !forms.value.test(value)) {
    refuseForm("value", value, forms.values);
  }
}

function checkDeclared(
  { api, method }: MappedMethod,
  name: string,
  declared: readonly string[],
  where: string,
): void {
  if (!isKnown(name) || declared.includes(name)) {
    return;
  }
  refuse(api, {
    what: `mapped parameter of ${method}`,
    value: name,
    allowed:
      declared.length > 0 ? declared.join(", ") : "no parameters, because the method declares none",
    fix: `Add it to ${where}: API Gateway maps only what is declared there.`,
  });
}
