import type { ApiDescription } from "../describe";
import type { ApiChanges, Finding, MovedRequests } from "../report";
import {
  apiRules,
  REQUESTS_MOVED,
  ROUTE_REMOVED,
  routeRules,
  withoutVariableNames,
  type Change,
  type RouteOfApi,
} from "../rules";
import { apiSettings } from "./api-settings";
import { finding, findingsOf, type Subject } from "./finding";
import { isSameRoute, rerouting, type Move, type Rerouting } from "./moved-requests";
import { paired } from "./pairs";
import { routeChange } from "./routes";

/** What changes in an API, and what its reviewer must know. */
export interface ApiComparison {
  readonly changes: ApiChanges;
  readonly findings: readonly Finding[];
  readonly movedRequests: readonly MovedRequests[];
}

export function compareApis(
  before: readonly ApiDescription[],
  after: readonly ApiDescription[],
): ApiComparison[] {
  return paired(before, after, ({ address }) => address).flatMap((change) => compareApi(change));
}

function compareApi(change: Change<ApiDescription>): ApiComparison[] {
  const { before, after } = change;
  const api = after ?? before;
  if (!api) {
    return [];
  }
  const moved = before && after ? rerouting(before, after) : NOT_MOVED;
  const routes = routesOf(change);
  const changed = routes.flatMap((route) => routeChange(route) ?? []);
  const settings = before && after ? apiSettings(before, after) : [];
  const isChanged = changed.length > 0 || settings.length > 0;
  const findings = [
    ...findingsOf(apiRules, change, { name: api.name, id: api.address }),
    // The removal of the API says it all.
    ...(after ? routes.flatMap((route) => routeFindings(route, moved)) : []),
    ...(before && after ? moved.moves.flatMap((move) => moveFindings(move, before, after)) : []),
  ];
  return [
    {
      changes: {
        address: api.address,
        kind: api.kind,
        name: api.name,
        change: !before ? "added" : !after ? "removed" : isChanged ? "changed" : "unchanged",
        routes: changed.toSorted((a, b) => Number(b.isPublicNow) - Number(a.isPublicNow)),
        unchangedRoutes: routes.length - changed.length,
        settings,
      },
      findings: withoutRepeated(findings),
      movedRequests: moved.moves.map((move) => movedRequests(api.name, move)),
    },
  ];
}

const NOT_MOVED: Rerouting = { moves: [], lost: new Set() };

function routesOf({ before, after }: Change<ApiDescription>): Change<RouteOfApi>[] {
  const of = (api: ApiDescription | undefined): RouteOfApi[] =>
    api ? api.routes.map((route) => ({ route, api })) : [];
  return paired(of(before), of(after), ({ route }) => withoutVariableNames(route.key));
}

function subjectOf(api: ApiDescription, key: string): Subject {
  return { name: `${api.name} ${key}`, id: `${api.address} ${key}` };
}

function routeFindings(change: Change<RouteOfApi>, { lost }: Rerouting): Finding[] {
  const found = change.after ?? change.before;
  if (!found) {
    return [];
  }
  const subject = subjectOf(found.api, found.route.key);
  const isLost = !change.after && lost.has(found.route.key);
  const removed = isLost ? [finding(ROUTE_REMOVED, subject, "Its requests get an error now.")] : [];
  return [...removed, ...findingsOf(routeRules, change, subject)];
}

/** Requests that another route gets are compared as if the route had changed. */
function moveFindings(move: Move, before: ApiDescription, after: ApiDescription): Finding[] {
  const subject = subjectOf(after, move.before.key);
  const from = { route: move.before, api: before };
  const to = { route: move.after, api: after };
  const intro = `Requests such as ${move.example} go to ${move.after.key} now`;
  // A new public route has a finding of its own.
  const isNew = !before.routes.some((route) => isSameRoute(route, move.after));
  const rules = routeRules.filter(({ severity, kind }) =>
    kind === "public" ? !isNew : severity === "breaking",
  );
  const consequences = rules.flatMap((rule) =>
    rule
      .find({ before: from, after: to })
      .map((text) => finding(rule, subject, `${intro}: ${lowerFirst(text)}`)),
  );
  return [finding(REQUESTS_MOVED, subject, `${intro}.`), ...consequences];
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function movedRequests(api: string, { example, before, after }: Move): MovedRequests {
  return {
    api,
    example,
    before: { route: before.key, target: before.target },
    after: { route: after.key, target: after.target },
  };
}

function withoutRepeated(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [one.fingerprint, one] as const)).values()];
}
