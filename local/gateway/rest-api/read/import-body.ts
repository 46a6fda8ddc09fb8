import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { importDocument, type ImportedDocument, type JsonObject } from "../import";
import { UnservableError } from "../../common/unservable/unservable";

/** An API's body as AWS imports it. */
export interface ImportedBody {
  readonly document: JsonObject;
  readonly warnings: readonly string[];
}

/**
 * Imports the OpenAPI body of an API.
 * @throws Error with everything AWS rejects it for, including warnings if `fail_on_warnings` is set
 */
export function importBody(api: ResolvedResource, given: unknown): ImportedBody {
  const imported = importDocument(given);
  const address = `${api.address}.body`;
  refuseRejected(address, imported, api.boolean("fail_on_warnings") ?? false);
  const { document, warnings } = imported;
  return {
    document,
    warnings: warnings.map(({ location, message }) => `${address}: ${location}: ${message}`),
  };
}

function refuseRejected(
  address: string,
  { warnings, errors }: ImportedDocument,
  failOnWarnings: boolean,
): void {
  if (errors.length > 0) {
    throw new UnservableError(`${address}: AWS rejects the import:${list(errors)}`);
  }
  const failing = warnings.filter(({ awsWarning }) => awsWarning !== undefined);
  if (!failOnWarnings || failing.length === 0) {
    return;
  }
  throw new UnservableError(
    `${address}: AWS rejects the import, because it warns and fail_on_warnings is true:${list(failing)}`,
  );
}

function list(found: readonly { readonly location: string; readonly message: string }[]): string {
  return found.map(({ location, message }) => `\n  ${location}: ${message}`).join("");
}
