import type { DataStoreDescription, Subscription } from "../describe";
import { missing, onBoth, type Rule } from "./rule";

/** Rules about who gets events of what. */
export const eventSourceRules: readonly Rule<Subscription>[] = [
  {
    id: "event-source-removed",
    severity: "risky",
    find: ({ before, after }) =>
      before && !after ? [`Its events don't reach ${before.target} any more.`] : [],
  },
];

/** Rules about resources that keep data. */
export const dataStoreRules: readonly Rule<DataStoreDescription>[] = [
  {
    id: "retention-lowered",
    severity: "risky",
    find: onBoth(({ retention: before }, { retention: after }) =>
      before && after && (after.amount || Infinity) < (before.amount || Infinity)
        ? [`Its retention is ${amount(after)}; it was ${amount(before)}.`]
        : [],
    ),
  },
  {
    id: "data-protection-removed",
    severity: "risky",
    find: onBoth((before, after) =>
      missing(before.protections, after.protections).map((name) => `Its ${name} is switched off.`),
    ),
  },
];

function amount({ amount: value, unit }: NonNullable<DataStoreDescription["retention"]>): string {
  return value === 0 ? "unlimited" : `${value} ${unit}`;
}
