import { describeCode, type CodeFiles } from "../describe/code";
import { describeStack, type Side, type StackDescription, type Subscription } from "../describe";
import type { Finding, Report } from "../report";
import { dataStoreRules, domainRules, eventSourceRules, type Rule } from "../rules";
import { compareApis } from "./apis";
import { byGravity, findingsOf, type Subject } from "./finding";
import { compareFunctions, type FunctionWithCode } from "./functions";
import { nearLimits } from "./limits";
import { paired } from "./pairs";
import { comparePermissions } from "./permissions";
import { resourceCounts } from "./resource-counts";

/** Compares two syntheses of a stack. */
export async function compare(before: Side, after: Side): Promise<Report> {
  const [from, to] = comparable(describeStack(before), describeStack(after));
  const apis = compareApis(from.apis, to.apis);
  const permissions = comparePermissions(from.grants, to.grants);
  const functions = compareFunctions(
    withCode(from, await describeCode(before)),
    withCode(to, await describeCode(after)),
  );
  const findings = [
    ...apis.flatMap((api) => api.findings),
    ...pairedFindings(domainRules, [from.domains, to.domains], addressed),
    ...pairedFindings(eventSourceRules, [subscriptions(from), subscriptions(to)], subscribed),
    ...pairedFindings(dataStoreRules, [from.dataStores, to.dataStores], addressed),
  ];
  return {
    environment: to.name,
    source: "syntheses",
    incomplete: [
      ...to.unread.map(
        (address) => `${address} can't be read, so its changes aren't in this report.`,
      ),
      ...new Set([before, after].flatMap(({ stack }) => stack.moduleProblems())),
    ],
    apis: apis.map(({ changes }) => changes),
    findings: byGravity([...findings, ...functions.findings, ...permissions.findings]),
    movedRequests: apis.flatMap(({ movedRequests }) => movedRequests),
    permissions: permissions.permissions,
    functions: functions.functions,
    losses: [],
    limits: nearLimits(from, to),
    drift: [],
    terraform: resourceCounts(
      from.resources,
      to.resources,
      functions.functions.map(({ address }) => address),
    ),
  };
}

interface PairedSubject extends Subject {
  /** Pairs the two sides. @default the ID */
  readonly key?: string;
}

function pairedFindings<T>(
  rules: readonly Rule<T>[],
  [before, after]: readonly [before: readonly T[], after: readonly T[]],
  subjectOf: (thing: T) => PairedSubject,
): Finding[] {
  const keyOf = (thing: T) => subjectOf(thing).key ?? subjectOf(thing).id;
  return paired(before, after, keyOf).flatMap((change) => {
    const thing = change.after ?? change.before;
    return thing ? findingsOf(rules, change, subjectOf(thing)) : [];
  });
}

function addressed({ address, name = address }: { address: string; name?: string }): Subject {
  return { name, id: address };
}

function subscriptions({ eventSources }: StackDescription): Subscription[] {
  return eventSources.flatMap((source) => source.subscriptions);
}

function subscribed({ source, target }: Subscription): PairedSubject {
  return { name: source, id: source, key: JSON.stringify([source, target]) };
}

/**
 * Both sides without what can't be read on one of them: it would seem to be added or removed.
 */
function comparable(
  before: StackDescription,
  after: StackDescription,
): [StackDescription, StackDescription] {
  const unread = [...new Set([...before.unread, ...after.unread])];
  const isRead = ({ address }: { readonly address: string }) => !unread.includes(address);
  const only = (side: StackDescription): StackDescription => ({
    ...side,
    apis: side.apis.filter(isRead),
    functions: side.functions.filter(isRead),
    eventSources: side.eventSources.filter(isRead),
    dataStores: side.dataStores.filter(isRead),
    grants: side.grants.filter(({ policy }) => isRead({ address: policy })),
    unread,
  });
  return [only(before), only(after)];
}

function withCode(
  { functions }: StackDescription,
  code: ReadonlyMap<string, CodeFiles>,
): FunctionWithCode[] {
  return functions.map((fn) => ({ fn, code: code.get(fn.address) }));
}
