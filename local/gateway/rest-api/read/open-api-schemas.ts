import { JsonReader } from "../../common/open-api/json-reader";
import { modelName } from "../../common/models/model-reference";
import type { ParameterRef } from "../model/rest-api";

/** The models that a document defines by name, as JSON schemas. */
export function schemasOf(document: JsonReader): [string, string][] {
  const schemas = document.has("swagger")
    ? document.object("definitions")
    : document.object("components").object("schemas");
  return schemas.entries().map(([name]) => [name, JSON.stringify(schemas.raw(name))]);
}

/** The required parameters of an operation, with those of its path. */
export function requiredParameters(item: JsonReader, operation: JsonReader): ParameterRef[] {
  const parameters = [...item.list("parameters"), ...operation.list("parameters")];
  const declared = parameters.map((parameter) => JsonReader.of(parameter));
  // The operation's definition of a parameter overrides its path's.
  const byName = new Map(declared.map((one) => [`${one.text("in")} ${one.text("name")}`, one]));
  return [...byName.values()].flatMap((parameter) => {
    const location = LOCATIONS[parameter.text("in") ?? ""];
    const name = parameter.text("name");
    return location && name && parameter.flag("required") ? [{ location, name }] : [];
  });
}

const LOCATIONS: Readonly<Record<string, ParameterRef["location"]>> = {
  path: "path",
  query: "querystring",
  header: "header",
};

/**
 * The models of the request body by content type. An inline schema becomes a model of its own, as
 * AWS's import does.
 */
export function bodyModels(
  document: JsonReader,
  operation: JsonReader,
  operationName: string,
  models: Map<string, string>,
): Record<string, string> {
  const named = (schema: unknown, contentType: string): string => {
    const reference = JsonReader.of(schema).text("$ref");
    const name = reference && modelName(reference);
    if (name) {
      return name;
    }
    const generated = `${operationName} ${contentType}`;
    models.set(generated, JSON.stringify(schema));
    return generated;
  };
  const body = document.has("swagger") ? swaggerBody(document, operation) : openApiBody(operation);
  return Object.fromEntries(
    body.map(([contentType, schema]) => [contentType, named(schema, contentType)]),
  );
}

function openApiBody(operation: JsonReader): [string, unknown][] {
  return operation
    .object("requestBody")
    .object("content")
    .entries()
    .filter(([, media]) => media.has("schema"))
    .map(([contentType, media]) => [contentType, media.raw("schema")]);
}

function swaggerBody(document: JsonReader, operation: JsonReader): [string, unknown][] {
  const body = operation
    .list("parameters")
    .map((parameter) => JsonReader.of(parameter))
    .find((parameter) => parameter.text("in") === "body");
  if (!body?.has("schema")) {
    return [];
  }
  const consumes = (operation.has("consumes") ? operation : document).list("consumes").map(String);
  const contentTypes = consumes.length > 0 ? consumes : ["application/json"];
  return contentTypes.map((contentType) => [contentType, body.raw("schema")]);
}
