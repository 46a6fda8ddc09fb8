import type { ApiChanges, RouteChange, Sides } from "../report";
import type { Cell, Row, Section } from "./section";
import { counted } from "./section";

const MARKS = { added: "+", removed: "-", changed: "~" } as const;

export function apiSection(api: ApiChanges): Section {
  const whole = api.change === "added" || api.change === "removed" ? ` (${api.change})` : "";
  return {
    title: [`${api.kind} `, { code: api.name }, whole],
    isDanger:
      api.change === "removed" ||
      api.routes.some(({ change, isPublicNow }) => isPublicNow || change === "removed"),
    columns: ["route", "goes to", "who may call", "change"],
    rows: api.routes.map(routeRow),
    lines: [
      ...api.settings.map((setting) => [setting]),
      ...(api.unchangedRoutes > 0 ? [[`${counted(api.unchangedRoutes, "route")} unchanged`]] : []),
    ],
  };
}

function routeRow(route: RouteChange): Row {
  const access = sides(route.access, "nobody");
  return {
    mark: MARKS[route.change],
    cells: [
      [{ code: route.route }],
      sides(route.target, "nothing"),
      route.isPublicNow ? [...access, " ", { danger: "PUBLIC" }] : access,
    ],
    notes: route.details.map((detail) => [detail]),
  };
}

/** `Orders`, or `Legacy → Orders` if it changes. A route has both sides unless it is added or removed. */
function sides({ before, after }: Sides<string>, none: string): Cell {
  if (before === undefined || after === undefined || before === after) {
    return [{ code: after ?? before ?? none }];
  }
  return [{ code: before }, " → ", { code: after }];
}
