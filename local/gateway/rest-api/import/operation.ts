import { asList, asObject, dereference, isObject, mapFields, type JsonObject } from "./json";
import { importIntegration } from "./integration";
import { repeated, warnOfUnknownKeys, type Attribute } from "./parsed-object";
import type { Report } from "./report";
import { COMBINATORS } from "./schema-keywords";
import { importSchema, modelNotFound, modelOf, type DocumentModels } from "./schema";

const INTEGRATION = "x-amazon-apigateway-integration";

/** A method of a path. */
export interface OperationContext {
  readonly document: JsonObject;
  readonly models: DocumentModels;
  readonly report: Report;
  readonly path: string;
  /** `GET`, …, or `ANY`. */
  readonly httpMethod: string;
  /** The parameters of the path. */
  readonly pathParameters: readonly JsonObject[];
  readonly location: string;
  readonly attribute: Attribute;
  /** The operation IDs of the operations before it. */
  readonly operationIds: Set<unknown>;
}

/** The operation as AWS imports it, with its references to parameters and bodies followed. */
export function importOperation(operation: JsonObject, context: OperationContext): JsonObject {
  warnOfUnknownKeys(context.report, "operation", operation, context);
  warnOfRepeatedId(operation, context);
  const responses = mapFields(asObject(operation["responses"]), (response) =>
    dereference(context.document, response),
  );
  warnOfResponseModels(responses, context);
  const parameters = importParameters(operation["parameters"], context);
  const declared = [...context.pathParameters, ...parameters];
  return mapFields(operation, (value, name) => {
    if (name === "parameters") {
      return parameters;
    }
    if (name === "requestBody") {
      return importRequestBody(value, context);
    }
    if (name !== INTEGRATION || !isObject(value)) {
      return value;
    }
    return importIntegration(value, {
      ...context,
      location: `${context.location}.${INTEGRATION}`,
      parameters: declared,
      responses,
    });
  });
}

function warnOfRepeatedId({ operationId }: JsonObject, context: OperationContext): void {
  const { report, location, attribute, operationIds } = context;
  if (operationId === undefined || attribute === undefined) {
    return;
  }
  if (operationIds.has(operationId)) {
    const words = repeated(attribute, "operationId");
    report.warn("repeatedOperationId", `${location}.operationId`, words);
  }
  operationIds.add(operationId);
}

function importRequestBody(given: unknown, context: OperationContext): JsonObject {
  const body = dereference(context.document, given);
  const location = `${context.location}.requestBody`;
  const attribute = within(context.attribute, "requestBody");
  warnOfUnknownKeys(context.report, "requestBody", body, { location, attribute });
  const content = mapFields(asObject(body["content"]), (value, contentType) => {
    const media = asObject(value);
    const site = {
      location: `${location}.content.${contentType}`,
      attribute: within(attribute, `content.'${contentType}'`),
    };
    warnOfUnknownKeys(context.report, "mediaType", media, site);
    return mapFields(media, (schema, name) =>
      name === "schema" ? importBodySchema(schema, { ...context, ...site }) : schema,
    );
  });
  return { ...body, content };
}

/** The body parameter of Swagger 2.0 holds a schema, as the request body of OpenAPI does. */
function importParameters(given: unknown, context: OperationContext): JsonObject[] {
  return asList(given).map((value, index) => {
    const parameter = dereference(context.document, value);
    const location = `${context.location}.parameters[${index}]`;
    const attribute = within(context.attribute, "parameters");
    warnOfUnknownKeys(context.report, "parameter", parameter, { location, attribute });
    if (parameter["in"] !== "body") {
      return parameter;
    }
    return mapFields(parameter, (schema, name) =>
      name === "schema" ? importBodySchema(schema, { ...context, location, attribute }) : schema,
    );
  });
}

/** Undefined where AWS ignores the schema; the body isn't validated then. */
function importBodySchema(schema: unknown, context: OperationContext): JsonObject | undefined {
  const { report, models, httpMethod, path, location } = context;
  if (!isObject(schema)) {
    return undefined;
  }
  if (schema["$ref"] !== undefined && modelOf(schema["$ref"], models) === undefined) {
    report.warn("unknownReference", `${location}.schema.$ref`, modelNotFound(schema["$ref"]));
    return undefined;
  }
  if (COMBINATORS.some((name) => Array.isArray(schema[name]))) {
    const words = `Unsupported model type 'Content' in request schema for '${httpMethod} ${path}'. Ignoring.`;
    report.warn("inlineCombinators", `${location}.schema`, words);
    return undefined;
  }
  const attribute = within(context.attribute, "schema");
  return importSchema(schema, `${location}.schema`, { report, models, attribute });
}

/** Responses aren't validated: their models can only cause warnings. */
function warnOfResponseModels(responses: JsonObject, context: OperationContext): void {
  const { report, models, httpMethod, path, location, attribute } = context;
  for (const [status, response] of Object.entries(responses).map(entryOfObject)) {
    const responseLocation = `${location}.responses.${status}`;
    const responseAttribute = within(attribute, `responses.${status}`);
    const site = { location: responseLocation, attribute: responseAttribute };
    warnOfUnknownKeys(report, "response", response, site);
    for (const [contentType, media] of Object.entries(asObject(response["content"]))) {
      const { schema } = asObject(media);
      const schemaPlace = `${responseLocation}.content.${contentType}.schema`;
      const { $ref, ...keywords } = asObject(schema);
      if ($ref !== undefined && modelOf($ref, models) === undefined) {
        report.warn("ignoredResponseModel", `${schemaPlace}.$ref`, modelNotFound($ref));
      }
      if ($ref === undefined && COMBINATORS.some((name) => Array.isArray(keywords[name]))) {
        const words = `Unsupported model type 'ComposedSchema' in ${status} response to method '${httpMethod} ${path}'. Ignoring.`;
        report.warn("ignoredResponseModel", schemaPlace, words);
      }
    }
  }
}

function entryOfObject([name, value]: [string, unknown]): [string, JsonObject] {
  return [name, asObject(value)];
}

function within(attribute: Attribute, name: string): Attribute {
  return attribute === undefined ? undefined : `${attribute}.${name}`;
}
