import type { ApiDescription, RouteDescription } from "../describe";
import type { FindingKind, Severity } from "../report";

/** A rule that names changes of a kind. Adding a rule is adding an entry to a table. */
export interface Rule<T> {
  /** Part of the findings' fingerprints: never rename one. */
  readonly id: string;
  readonly severity: Severity;
  readonly kind?: FindingKind;
  /**
   * A sentence for each change that the rule names. It must not contain names that differ between
   * environments, because an acceptance is for all of them.
   */
  readonly find: (change: Change<T>) => readonly string[];
}

/** A side is undefined where the thing doesn't exist. */
export interface Change<T> {
  readonly before?: T;
  readonly after?: T;
}

/** A route, with the API that its models belong to. */
export interface RouteOfApi {
  readonly route: RouteDescription;
  readonly api: ApiDescription;
}

/** Looks only at what exists on both sides. */
export function onBoth<T>(
  find: (before: T, after: T) => readonly string[],
): (change: Change<T>) => readonly string[] {
  return ({ before, after }) =>
    before === undefined || after === undefined ? [] : find(before, after);
}

/** The members of a list that another lacks. */
export function missing<T>(list: readonly T[], from: readonly T[]): T[] {
  return list.filter((member) => !from.includes(member));
}
