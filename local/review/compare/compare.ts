import { describeCode, type CodeFiles } from "../describe/code";
import { describeStack, type Side, type StackDescription } from "../describe";
import type { Report } from "../report";
import { compareApis } from "./apis";
import { byGravity } from "./finding";
import { compareFunctions, type FunctionWithCode } from "./functions";
import { nearLimits } from "./limits";
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
  const findings = apis.flatMap((api) => api.findings);
  return {
    environment: to.name,
    source: "syntheses",
    incomplete: to.unread.map((address) => `${address} can't be read by the review.`),
    apis: apis.map(({ changes }) => changes),
    findings: byGravity([...findings, ...functions.findings, ...permissions.findings]),
    movedRequests: apis.flatMap(({ movedRequests }) => movedRequests),
    permissions: permissions.permissions,
    functions: functions.functions,
    losses: [],
    limits: nearLimits(from, to),
    drift: [],
    terraform: resourceCounts(from.resources, to.resources),
  };
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
