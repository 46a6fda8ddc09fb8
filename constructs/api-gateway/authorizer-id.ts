import type { IConstruct } from "constructs";
import { settingsId } from "./settings-id";

const MAX_NAME_LENGTH = 128;

/**
 * The construct id of an authorizer and its name in AWS. Both depend only on what it checks with
 * and on its settings, so they are the same for every object with these.
 */
export function authorizerId(
  api: IConstruct,
  target: string,
  settings: Readonly<Record<string, unknown>>,
): { readonly id: string; readonly name: string } {
  const id = settingsId(api, target, { target, ...settings });
  // The hash at the end makes the name unique in the API.
  return { id, name: id.replace(/[^A-Za-z0-9_]+/g, "-").slice(-MAX_NAME_LENGTH) };
}
