import type {
  Drift,
  Finding,
  FunctionChange,
  Loss,
  MovedRequests,
  PermissionChange,
  RouteAndTarget,
} from "../report";
import { apiSection } from "./api-section";
import type { ReportGroup } from "./report-group";
import type { Cell, Mark, Piece, Row, Section } from "./section";
import { codes } from "./section";

const MARKS = { added: "+", removed: "-", changed: "~" } as const;

/** The parts of a report that have something to say, what a reviewer must decide about first. */
export function sectionsOf({ report, fingerprints }: ReportGroup): Section[] {
  const { permissions } = report;
  const granted = permissions.filter(({ change }) => change === "widened");
  const taken = permissions.filter(({ change }) => change === "narrowed");
  return [
    sentences("This report is incomplete", report.incomplete, true),
    findings(report.findings, fingerprints),
    losses(report.losses),
    moved(report.movedRequests),
    rights("Permissions granted", granted, true),
    ...report.apis.filter(({ change }) => change !== "unchanged").map(apiSection),
    functions(report.functions),
    rights("Permissions taken away", taken, false),
    sentences("Quotas", report.limits, false),
    drift(report.drift),
  ].filter(({ rows, lines }) => rows.length + lines.length > 0);
}

const HOW_TO_ACCEPT: Cell = [
  "To accept a finding, add a line to ",
  { code: ".review-accept" },
  ": ",
  { code: "FINGERPRINT REASON until YYYY-MM-DD" },
];

function findings(
  found: readonly Finding[],
  fingerprints: readonly (readonly string[])[],
): Section {
  const isOpen = found.some(({ severity, accepted }) => severity !== "info" && !accepted);
  return {
    title: ["Findings"],
    isDanger: isOpen,
    columns: ["", "where", "rule", "finding"],
    rows: found.map((finding, index) => ({
      mark: finding.accepted || finding.severity === "info" ? "~" : "!",
      cells: [
        [severityOf(finding)],
        [{ code: finding.subject }],
        [{ code: finding.rule }, " ", ...codes(fingerprints[index] ?? [finding.fingerprint])],
      ],
      notes: [[finding.text], ...acceptance(finding)],
    })),
    lines: isOpen ? [HOW_TO_ACCEPT] : [],
  };
}

function severityOf({ severity, kind, accepted }: Finding): Piece {
  const name = kind && kind !== severity ? `${severity}, ${kind}` : severity;
  return severity === "info" || accepted ? name : { danger: name };
}

function acceptance({ accepted }: Finding): Cell[] {
  return accepted ? [[`Accepted until ${accepted.until}: ${accepted.reason}`]] : [];
}

function losses(lost: readonly Loss[]): Section {
  return {
    title: ["Replaced or destroyed"],
    isDanger: true,
    columns: ["", "resource", "consequence"],
    rows: lost.map(({ address, action, because, consequence }) => ({
      mark: "-",
      cells: [[{ danger: action }], [{ code: address }]],
      notes: [
        [...(because.length > 0 ? ["Forced by ", ...codes(because), ". "] : []), consequence],
      ],
    })),
    lines: [],
  };
}

function moved(requests: readonly MovedRequests[]): Section {
  return {
    title: ["Requests that go elsewhere"],
    isDanger: true,
    columns: ["API", "request", "before", "after"],
    rows: requests.map(({ api, example, before, after }) => ({
      mark: "!",
      cells: [[{ code: api }], [{ code: example }], routeAndTarget(before), routeAndTarget(after)],
      notes: [],
    })),
    lines: [],
  };
}

function routeAndTarget({ route, target }: RouteAndTarget): Cell {
  return [{ code: route }, " → ", { code: target }];
}

function rights(title: string, changes: readonly PermissionChange[], isDanger: boolean): Section {
  return {
    title: [title],
    isDanger,
    columns: ["", "who", "what"],
    rows: changes.map(right),
    lines: [],
  };
}

/** To remove a Deny is to grant. */
function right(change: PermissionChange): Row {
  const isNew = (change.change === "widened") === (change.effect === "Allow");
  const { actions, resources, source, conditions, isWildcard } = change;
  const conditional: Cell = conditions.length > 0 ? [" if ", ...codes(conditions)] : [];
  return {
    mark: isNew ? "+" : "-",
    cells: [[change.effect], [{ code: change.who }]],
    notes: [
      [
        ...codes(actions),
        " on ",
        ...codes(resources),
        ...(source ? [" from ", { code: source }] : []),
        ...conditional,
        ...(isWildcard ? [" ", { danger: "WILDCARD" }] : []),
      ],
    ],
  };
}

function functions(changes: readonly FunctionChange[]): Section {
  return {
    title: ["Functions"],
    isDanger: false,
    columns: ["function", "change"],
    rows: changes.map(({ name, change, details }) => ({
      mark: MARKS[change] satisfies Mark,
      cells: [[{ code: name }]],
      notes: [[details.length > 0 ? details.join(", ") : change]],
    })),
    lines: [],
  };
}

function drift(changes: readonly Drift[]): Section {
  return {
    title: ["Changed outside Terraform"],
    isDanger: true,
    columns: ["resource", "attributes"],
    rows: changes.map(({ address, attributes }) => ({
      mark: "~",
      cells: [[{ code: address }]],
      notes: [codes(attributes)],
    })),
    lines: [],
  };
}

function sentences(title: string, texts: readonly string[], isDanger: boolean): Section {
  return { title: [title], isDanger, columns: [], rows: [], lines: texts.map((text) => [text]) };
}
