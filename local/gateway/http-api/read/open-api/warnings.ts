import type { ResolvedResource } from "../../../../terraform/resolved-stack";
import type { JsonReader } from "../../../common/open-api/json-reader";
import { UnservableError } from "../../../common/unservable/unservable";
import { operationsOf } from "./operations";

/** What an import changes or drops. */
export interface ImportWarning {
  /** The path within the document. */
  readonly location: string;
  readonly effect: string;
}

/**
 * AWS's warnings, as far as they are known. The first is recorded in AWS's words, the others as
 * warnings only.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html#http-api-import.validation
 */
export function importWarnings(document: JsonReader): ImportWarning[] {
  return [
    ...document
      .object("paths")
      .entries()
      .filter(([path]) => !path.startsWith("/"))
      .map(([path]) => ({
        location: `paths.${path}`,
        effect: `AWS warns: Parse issue: attribute paths. Resource ${path} should start with /.`,
      })),
    ...unknownModels(document),
  ];
}

function unknownModels(document: JsonReader): ImportWarning[] {
  const schemas = document.object("components").object("schemas");
  return operationsOf(document).flatMap(({ location, operation }) =>
    referencesIn(operation.raw("responses"))
      .filter((name) => !schemas.has(name))
      .map((name) => ({
        location: `${location}.responses`,
        effect: `AWS warns: the document has no schema ${name}.`,
      })),
  );
}

const SCHEMA = /"\$ref":"#\/components\/schemas\/([^"/]+)"/g;

function referencesIn(part: unknown): string[] {
  const names = [...(JSON.stringify(part) ?? "").matchAll(SCHEMA)].map(([, name = ""]) => name);
  return [...new Set(names)];
}

/** @throws UnservableError if AWS warns and `fail_on_warnings` is set */
export function refuseWarnings(api: ResolvedResource, warnings: readonly ImportWarning[]): void {
  if (warnings.length > 0 && api.boolean("fail_on_warnings")) {
    const list = warnings.map(({ location, effect }) => `\n  ${location}: ${effect}`).join("");
    throw new UnservableError(
      `${api.address}.body: AWS rejects the import, because it warns and fail_on_warnings is true:${list}`,
    );
  }
}
