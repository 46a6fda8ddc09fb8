import { isDeepStrictEqual } from "node:util";
import type { Value } from "../../../local/terraform";
import type { Json } from "./plan-json";
import { memberOf } from "./plan-json";

/**
 * Whether the runner's value is the planned one, apart from the parts that the plan doesn't know.
 * @param isExact whether the type of the value and the order of a list count; otherwise the type of
 *   the attribute decides, which the plan doesn't show
 */
export function isSame(planned: Json, unknown: Json, ours: Value, isExact: boolean): boolean {
  if (unknown === true) {
    return true;
  }
  if (Array.isArray(planned)) {
    return Array.isArray(ours) && isSameList(planned, unknown, ours, isExact);
  }
  if (typeof planned === "object" && planned !== null) {
    return isSameObject(planned as Readonly<Record<string, Json>>, unknown, ours, isExact);
  }
  return planned === ours || (!isExact && (isSameText(planned, ours) || isUnset(planned, ours)));
}

/** Many providers plan an empty collection as one that isn't set. */
function isUnset(planned: Json, ours: Value): boolean {
  return planned === null && typeof ours === "object" && Object.keys(ours ?? {}).length === 0;
}

function isSameList(planned: readonly Json[], unknown: Json, ours: Value[], isExact: boolean) {
  if (planned.length !== ours.length) {
    return false;
  }
  const isAt = (value: Value, at: number) =>
    isSame(planned[at] ?? null, memberOf(unknown, at), value, isExact);
  const isAnywhere = (value: Value) => planned.some((_, at) => isAt(value, at));
  return isExact ? ours.every(isAt) : ours.every(isAnywhere);
}

function isSameObject(
  planned: Readonly<Record<string, Json>>,
  unknown: Json,
  ours: Value,
  isExact: boolean,
): boolean {
  if (typeof ours !== "object" || ours === null || Array.isArray(ours)) {
    return false;
  }
  const names = new Set([...Object.keys(planned), ...Object.keys(ours)]);
  return [...names].every((name) =>
    isSame(planned[name] ?? null, memberOf(unknown, name), ours[name] ?? null, isExact),
  );
}

/** The same after Terraform's conversion, or the same JSON: the provider writes policies anew. */
function isSameText(planned: Json, ours: Value): boolean {
  if (typeof ours === "object" || planned === null) {
    return false;
  }
  return String(planned) === String(ours) || isSameJson(String(planned), String(ours));
}

function isSameJson(a: string, b: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}
