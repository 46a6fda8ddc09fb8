import { asList, asObject, dereference, mapFields, type JsonObject } from "./json";
import { importOperation } from "./operation";
import { warnOfUnknownKeys } from "./parsed-object";
import { Report, type ImportError, type ImportWarning } from "./report";
import { importSchema, type DocumentModels } from "./schema";

export interface ImportedDocument {
  /** The document without what AWS drops. */
  readonly document: JsonObject;
  readonly warnings: readonly ImportWarning[];
  readonly errors: readonly ImportError[];
}

const VERBS = ["get", "put", "post", "delete", "options", "head", "patch"];
const ANY = "x-amazon-apigateway-any-method";
const GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses";

/**
 * Imports an OpenAPI 3.0 or Swagger 2.0 document as AWS does; `rules.ts` lists what AWS drops or
 * rejects.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function importDocument(given: unknown): ImportedDocument {
  const document = asObject(given);
  const report = new Report();
  const isSwagger = Object.hasOwn(document, "swagger");
  const models = { isSwagger, names: new Set(Object.keys(schemasOf(document, isSwagger))) };
  warnOfSections(document, models, report);
  const imported = mapFields(document, (section, name) => {
    switch (name) {
      case "paths":
        return importPaths(document, models, report);
      case "definitions":
        return isSwagger ? importModels(document, models, report) : section;
      case "components":
        return mapFields(asObject(section), (part, kind) =>
          kind === "schemas" ? importModels(document, models, report) : part,
        );
      case GATEWAY_RESPONSES:
        return importGatewayResponses(asObject(section), report);
      default:
        return section;
    }
  });
  return { document: imported, warnings: report.warnings, errors: report.errors };
}

/**
 * The message with which AWS rejects a document, if it does. Both forms are recorded; the second
 * one was recorded for HTTP APIs.
 */
export function rejectionOf(
  { warnings, errors }: ImportedDocument,
  failOnWarnings: boolean,
): string | undefined {
  const list = (messages: readonly string[]) => messages.map((one) => `\n\t${one}`).join("");
  if (errors.length > 0) {
    return `Errors found during import:${list(errors.map(({ message }) => message))}`;
  }
  const words = warnings.flatMap(({ awsWarning }) => awsWarning ?? []);
  if (!failOnWarnings || words.length === 0) {
    return undefined;
  }
  return `Warnings found during import:${list([...new Set(words)])}`;
}

function schemasOf(document: JsonObject, isSwagger: boolean): JsonObject {
  return asObject(
    isSwagger ? document["definitions"] : asObject(document["components"])["schemas"],
  );
}

/** AWS parses Swagger 2.0 with another parser, whose warnings aren't known. */
function warnOfSections(document: JsonObject, { isSwagger }: DocumentModels, report: Report): void {
  if (isSwagger) {
    return;
  }
  warnOfUnknownKeys(report, "document", document, { location: "", attribute: "" });
  for (const kind of ["info", "components"] as const) {
    const site = { location: kind, attribute: kind };
    warnOfUnknownKeys(report, kind, asObject(document[kind]), site);
  }
}

function importModels(document: JsonObject, models: DocumentModels, report: Report): JsonObject {
  const section = models.isSwagger ? "definitions" : "components.schemas";
  return mapFields(schemasOf(document, models.isSwagger), (schema, name) => {
    const location = `${section}.${name}`;
    if (!/^[A-Za-z0-9]+$/.test(name)) {
      report.reject(location, `Model name must be alphanumeric: ${name}`);
    }
    const attribute = models.isSwagger ? undefined : location;
    const model = importSchema(asObject(schema), location, { report, models, attribute });
    if (Object.keys(model).length === 0) {
      report.warn("emptySchema", location);
    }
    return model;
  });
}

function importPaths(document: JsonObject, models: DocumentModels, report: Report): JsonObject {
  const operationIds = new Set<unknown>();
  return mapFields(asObject(document["paths"]), (value, path) => {
    if (!path.startsWith("/")) {
      return value;
    }
    const item = asObject(value);
    const location = `paths.${path}`;
    const itemAttribute = models.isSwagger ? undefined : `paths.'${path}'`;
    warnOfUnknownKeys(report, "pathItem", item, { location, attribute: itemAttribute });
    if (path.includes("$")) {
      report.warn("dollarInPath", location);
    }
    const pathParameters = asList(item["parameters"]).map((one) => dereference(document, one));
    return mapFields(item, (operation, verb) => {
      if (verb === "parameters") {
        return pathParameters;
      }
      if (![...VERBS, ANY].includes(verb)) {
        return operation;
      }
      const isParsed = itemAttribute !== undefined && verb !== ANY;
      return importOperation(asObject(operation), {
        document,
        models,
        report,
        path,
        httpMethod: verb === ANY ? "ANY" : verb.toUpperCase(),
        pathParameters,
        location: `${location}.${verb}`,
        attribute: isParsed ? `${itemAttribute}(${verb})` : undefined,
        operationIds,
      });
    });
  });
}

function importGatewayResponses(responses: JsonObject, report: Report): JsonObject {
  return mapFields(responses, (response, type) => {
    if (type !== "REQUEST_TOO_LARGE") {
      return response;
    }
    report.warn("requestTooLarge", `${GATEWAY_RESPONSES}.${type}`);
    return undefined;
  });
}
