import type { IConstruct } from "constructs";
import { relatedId } from "../core/related-id";
import type { IFunction } from "../lambda";

/** A construct id for a resource that belongs to one API and one function: see `relatedId`. */
export function functionId(
  scope: IConstruct,
  what: string,
  fn: IFunction,
  ...details: string[]
): string {
  return relatedId(scope, what, fn, ...details);
}
