import type { JwtClaims } from "../../../jwt";
import { mapToObject } from "../../common/http/multi-values";
import { inOrder } from "./in-order";

/** Claims as functions see them: texts, ordered by name. A claim that is null is omitted. */
export function claimTexts(claims: JwtClaims): Record<string, string> {
  const present = inOrder(Object.entries(claims)).filter(([, value]) => value !== null);
  return mapToObject(new Map(present), claimText);
}

/** A list becomes `[a b]`. */
function claimText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(elementText).join(" ")}]` : elementText(value);
}

function elementText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
