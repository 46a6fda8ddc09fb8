/** How other frameworks write the parameters and wildcards of a path. */
const FORMS: readonly { readonly pattern: RegExp; readonly isGreedy?: boolean }[] = [
  // Express, Rails, Hono: :id, :id?, :id(\d+); :path* and :path+ take several parts.
  { pattern: /^:(?<name>\w+)(?:\(.*\))?(?<greedy>[*+])?\??$/ },
  // Flask, Django: <id>, <int:id>; <path:rest> takes several parts.
  { pattern: /^<(?:(?:(?<greedy>path)|\w+):)?(?<name>\w+)>$/ },
  // Spring, FastAPI, Gorilla: {id:[0-9]+}, {id:int}; {rest:path} and {rest:.*} take several parts.
  { pattern: /^\{(?<name>\w+):(?:(?<greedy>path|\.[*+])|.*)\}$/ },
  // Next.js: [id]; [...rest] takes several parts.
  { pattern: /^\[(?<greedy>\.\.\.)?(?<name>\w+)\]$/ },
  // Anything below: *, **, (.*), and Express's *rest.
  { pattern: /^(?:\*{1,2}(?<name>\w*)|\(\.\*\))$/, isGreedy: true },
];

/**
 * How API Gateway writes a path, or a part of one, that has parameters or wildcards in another
 * framework's syntax; undefined if it has none.
 */
export function apiGatewaySpelling(path: string): string | undefined {
  const parts = path.split("/");
  const spelled = parts.map((part, index) => partSpelling(part, index === parts.length - 1));
  return spelled.every((part, index) => part === parts[index]) ? undefined : spelled.join("/");
}

/** Only the last part of a path can be greedy. */
function partSpelling(part: string, isLast: boolean): string {
  for (const { pattern, isGreedy = false } of FORMS) {
    const groups = pattern.exec(part)?.groups;
    if (groups === undefined) {
      continue;
    }
    const plus = isLast && (isGreedy || groups.greedy !== undefined) ? "+" : "";
    return `{${groups.name || "proxy"}${plus}}`;
  }
  return part;
}
