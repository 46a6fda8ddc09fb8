import { StackError } from "../stack-error";

const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  "": (order) => order === 0,
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};
const CONDITION = /^(=|!=|>=?|<=?|~>|)\s*v?(\d+(?:\.\d+)*)(-[\w.-]+)?(?:\+[\w.-]+)?$/;

/**
 * Whether a version meets a constraint such as `~> 1.2, != 1.3.0`.
 * @throws StackError for a malformed constraint
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function meetsConstraint(version: string, constraint: string): boolean {
  return constraint.split(",").every((condition) => {
    const [, operator, wanted = "", prerelease = ""] = CONDITION.exec(condition.trim()) ?? [];
    if (operator === undefined) {
      throw new StackError(
        `version is ${JSON.stringify(constraint)}; expected conditions such as ">= 1.2, < 2.0"`,
      );
    }
    const [release = "", ...tags] = version.replace(/\+.*$/, "").split("-");
    const tag = tags.length === 0 ? "" : `-${tags.join("-")}`;
    // A prerelease meets only conditions that name it.
    const order = tag === prerelease ? compare(release, wanted) : undefined;
    if (order === undefined) {
      return operator === "!=";
    }
    return operator === "~>"
      ? isCompatible(release, wanted)
      : (OPERATORS[operator]?.(order) ?? false);
  });
}

/** The last part of the wanted version, and what follows it, may be higher. */
function isCompatible(release: string, wanted: string): boolean {
  const fixed = segments(wanted).slice(0, -1);
  const isSame = fixed.every((part, index) => (segments(release)[index] ?? 0) === part);
  return isSame && compare(release, wanted) >= 0;
}

function compare(one: string, other: string): number {
  const [left, right] = [segments(one), segments(other)];
  const length = Math.max(left.length, right.length);
  const orders = Array.from({ length }, (_, at) => (left[at] ?? 0) - (right[at] ?? 0));
  return orders.find((order) => order !== 0) ?? 0;
}

function segments(release: string): number[] {
  return release.split(".").map(Number);
}
