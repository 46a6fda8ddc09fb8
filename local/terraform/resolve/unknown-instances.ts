import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/** Attributes by which other resources, or a request, find a resource. */
const IDENTIFYING = new Set([
  "api_id",
  "function_name",
  "http_method",
  "name",
  "parent_id",
  "path_part",
  "resource_id",
  "rest_api_id",
  "route_key",
]);

/**
 * The value of an attribute of a block whose `count` or `for_each` can't be resolved. Only what
 * identifies the resource can be read, to find what depends on it.
 * @throws StackError with the reason why the instances are unknown
 */
export function identifying(attribute: string, reason: StackError, resolve: () => Value): Value {
  if (!IDENTIFYING.has(attribute)) {
    throw reason;
  }
  try {
    return resolve();
  } catch (error) {
    throw error instanceof StackError ? reason : error;
  }
}
