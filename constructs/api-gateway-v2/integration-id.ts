import { createHash } from "node:crypto";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * A construct id that depends only on what is integrated and on the settings that aren't the
 * default's, so that neither the order of routes nor the number of objects changes it.
 * @param target - the id where every setting is the default's
 */
export function integrationId(
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

/** With references as Terraform reads them, for a token's own text depends on what was made before. */
function canonicalJson(scope: IConstruct, value: unknown): string {
  const resolved: unknown = Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  return JSON.stringify(resolved, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
