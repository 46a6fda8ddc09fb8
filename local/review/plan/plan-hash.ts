import { createHash } from "node:crypto";
import type { Value } from "../../terraform";
import { managedChanges } from "./changes";
import type { Marks, PlanJson, ResourceChange } from "../../terraform/plan/plan-json";
import { memberOf } from "./redactor";

/**
 * A hash of what a plan changes: equal for two plans of the same change of the same deployed
 * resources. The hash is published, so nobody must be able to find a secret by trying: of sensitive
 * values and environment variables it only depends on whether they change.
 */
export function planHash(plan: PlanJson): string {
  const changes = managedChanges(plan)
    .filter(isChange)
    .map(normalised)
    .map((change) => stable(change))
    .toSorted();
  return createHash("sha256").update(changes.join("\n")).digest("hex");
}

function isChange({ change, address, previous_address: previous }: ResourceChange): boolean {
  return (
    change.importing !== undefined ||
    (previous ?? address) !== address ||
    change.actions.some((action) => action !== "no-op")
  );
}

function normalised({
  address,
  previous_address,
  deposed,
  type,
  change: { actions, before, after, after_unknown, before_sensitive, after_sensitive, ...others },
}: ResourceChange): object {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const attributes = [...names].map((name) => {
    const secret = [before_sensitive, after_sensitive].map((marks) => memberOf(marks, name));
    return [name, changeOf(before?.[name], after?.[name], [...secret, secretIn(type, name)])];
  });
  return {
    address,
    previous_address,
    deposed,
    actions,
    attributes: Object.fromEntries(attributes) as object,
    after_unknown,
    replace_paths: others.replace_paths?.map((path) => JSON.stringify(path)).toSorted(),
    isImport: others.importing !== undefined,
  };
}

/** Environment variables aren't sensitive for the AWS provider. */
function secretIn(type: string, name: string): Marks {
  return type === "aws_lambda_function" && name === "environment";
}

function changeOf(
  before: Value | undefined,
  after: Value | undefined,
  secret: readonly (Marks | undefined)[],
): unknown {
  if (!secret.some(hasMark)) {
    return [before, after];
  }
  return stable(before ?? null) === stable(after ?? null) ? "secret" : "secret that changes";
}

function hasMark(marks: Marks | undefined): boolean {
  return typeof marks === "object" ? Object.values(marks).some(hasMark) : marks === true;
}

/** JSON whose objects have their members in the order of the names. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
