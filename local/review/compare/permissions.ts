import { matchesWildcards } from "../../iam/wildcards";
import type { Grant } from "../describe";
import type { Finding, PermissionChange } from "../report";
import { grantRules } from "../rules";
import { findingsOf } from "./finding";

export interface PermissionComparison {
  readonly permissions: readonly PermissionChange[];
  readonly findings: readonly Finding[];
}

/** Permissions that are granted or taken away; taking away a denial grants. */
export function comparePermissions(
  before: readonly Grant[],
  after: readonly Grant[],
): PermissionComparison {
  const added = uncovered(after, before);
  const removed = uncovered(before, after);
  const widened = changesOf("widened", [...allows(added), ...denies(removed)]);
  const narrowed = changesOf("narrowed", [...allows(removed), ...denies(added)]);
  return {
    permissions: [...widened, ...narrowed].map(({ change }) => change),
    findings: widened.flatMap(({ change, address }) =>
      findingsOf(grantRules, { after: change }, { name: change.who, id: address }),
    ),
  };
}

const allows = (grants: readonly Grant[]) => grants.filter(({ effect }) => effect === "Allow");
const denies = (grants: readonly Grant[]) => grants.filter(({ effect }) => effect === "Deny");

/** The grants that the other side doesn't have, not even as part of a wider one. */
function uncovered(grants: readonly Grant[], by: readonly Grant[]): Grant[] {
  const others = grouped(by, ownerOf);
  return grants.filter(
    (grant) => !(others.get(ownerOf(grant)) ?? []).some((other) => covers(other, grant)),
  );
}

function ownerOf({ who, effect }: Grant): string {
  return `${effect} ${who}`;
}

/** Patterns are compared as texts: what a pattern matches as a text, it also matches as a pattern. */
function covers(wide: Grant, narrow: Grant): boolean {
  return (
    matchesWildcards(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    matchesWildcards(wide.resource, narrow.resource) &&
    (wide.source === undefined ||
      (narrow.source !== undefined && matchesWildcards(wide.source, narrow.source))) &&
    (wide.conditions === "" || wide.conditions === narrow.conditions)
  );
}

interface AddressedChange {
  readonly address: string;
  readonly change: PermissionChange;
}

/** Grants that differ only in their action are one change, and so are those that differ in resource. */
function changesOf(
  change: PermissionChange["change"],
  grants: readonly Grant[],
): AddressedChange[] {
  const byResource = grouped(grants, (grant) => JSON.stringify({ ...grant, action: "" }));
  const merged = [...byResource.values()].map((group) => ({
    grant: group[0] as Grant,
    actions: sorted(group.map(({ action }) => action)),
  }));
  const byActions = new Map<string, { grant: Grant; actions: string[]; resources: string[] }>();
  for (const { grant, actions } of merged) {
    const key = JSON.stringify({ ...grant, action: actions, resource: "" });
    const found = byActions.get(key) ?? { grant, actions, resources: [] };
    byActions.set(key, { ...found, resources: sorted([...found.resources, grant.resource]) });
  }
  return [...byActions.values()].map(({ grant, actions, resources }) => ({
    address: grant.address,
    change: {
      change,
      who: grant.who,
      effect: grant.effect,
      actions,
      resources,
      ...(grant.source !== undefined && { source: grant.source }),
      conditions: grant.conditionKeys,
      isWildcard: isWildcard(grant, actions, resources),
    },
  }));
}

function grouped(grants: readonly Grant[], keyOf: (grant: Grant) => string): Map<string, Grant[]> {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = keyOf(grant);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return groups;
}

/** Everything, all actions of a service, or what a negated list leaves. */
function isWildcard(
  { effect, who }: Grant,
  actions: readonly string[],
  resources: readonly string[],
): boolean {
  const isWide = (text: string) => text === "*" || text.startsWith("not ");
  return (
    effect === "Allow" &&
    (who === "*" ||
      resources.some(isWide) ||
      actions.some((one) => isWide(one) || /:\*$/.test(one)))
  );
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}
