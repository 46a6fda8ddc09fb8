import { createHash } from "node:crypto";
import type { IConstruct } from "constructs";
import { resolved } from "../core/resolved";

/**
 * A construct id that depends only on the integrated resource and on settings that differ from the
 * defaults. Neither the order of routes nor the number of integration objects changes it.
 * @param target - the id if all settings are the defaults
 */
export function settingsId(
  scope: IConstruct,
  target: string,
  settings: Readonly<Record<string, unknown>>,
): string {
  if (Object.values(settings).every((value) => value === undefined)) {
    return target;
  }
  const hash = createHash("sha256").update(canonicalJson(scope, settings)).digest("hex");
  return `${target}+-${hash.slice(0, 12)}`;
}

/** Resolves references, because the text of a token depends on the tokens created before it. */
function canonicalJson(scope: IConstruct, value: unknown): string {
  return JSON.stringify(resolved(scope, value), (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** The value, or undefined if it is the default. */
export function unlessDefault<T>(value: T | undefined, byDefault: T): T | undefined {
  return value === byDefault ? undefined : value;
}
