import type { ErrorObject, ValidateFunction } from "ajv";
import type { Fault, JsonPath } from "./located-json";

const LONGEST = 60;

/**
 * What a schema finds wrong, in words: the descriptions of the schema are what is allowed.
 * @param validate of an Ajv with `allErrors` and `verbose`
 */
export function schemaFaults(validate: ValidateFunction, value: unknown): Fault[] {
  validate(value);
  return (validate.errors ?? []).flatMap((error) => {
    const message = messageOf(error);
    return message === undefined ? [] : [{ path: pathOf(error.instancePath, value), message }];
  });
}

/** @returns undefined if another error is more exact */
function messageOf(error: ErrorObject): string | undefined {
  const { keyword, params, parentSchema = {}, data, propertyName } = error;
  const allowed = `allowed: ${String(parentSchema["description"])}`;
  if (keyword === "if" || propertyName !== undefined) {
    return undefined;
  }
  if (keyword === "required") {
    return `lacks ${JSON.stringify(params["missingProperty"])}; ${allowed}.`;
  }
  if (keyword === "propertyNames") {
    return `has the name ${JSON.stringify(params["propertyName"])}; ${allowed}.`;
  }
  if (keyword === "additionalProperties") {
    const names = Object.keys((parentSchema["properties"] as object | undefined) ?? {});
    const unknown = JSON.stringify(params["additionalProperty"]);
    return `has ${unknown}, which is unknown; allowed: ${names.join(", ")}.`;
  }
  const text = JSON.stringify(data);
  const value = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `is ${value}; ${allowed}.`;
}

/** The parts of a JSON pointer, with numbers for the indexes of lists. */
function pathOf(pointer: string, root: unknown): JsonPath {
  let at = root;
  return partsOf(pointer).map((name) => {
    const part = Array.isArray(at) ? Number(name) : name;
    at = (at as Record<string, unknown>)[name];
    return part;
  });
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
export function partsOf(pointer: string): string[] {
  const [, ...parts] = pointer.split("/");
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
