import { withAddresses } from "./with-addresses";

const UNRESOLVED = " can't be resolved: ";
/** An address, and the file and line that it may have. */
const ADDRESS = /^((?:module\.|data\.|aws_)(?:\[[^\]]*\]|[^:\s[])*(?: \([^)]*\))?): (.*)$/s;
/** What a cause begins with that is the same wherever it is read. */
const NAMED = /^(?:module|data|provider|var|local|aws_\w+)\./;

interface Effect {
  readonly cause: string;
  /** What the cause prevents: an address, and the attribute if the cause is a value. */
  readonly subject: string;
}

/** The problems for print: those with the same cause are one text, which lists what they concern. */
export function groupedByCause(problems: readonly string[]): string[] {
  const groups = new Map<string, Map<string, string>>();
  for (const problem of problems) {
    const { cause, subject } = effectOf(problem);
    groups.set(cause, (groups.get(cause) ?? new Map<string, string>()).set(subject, problem));
  }
  return [...groups].flatMap(([cause, bySubject]) =>
    bySubject.size === 1 ? [...bySubject.values()] : [withAddresses(cause, [...bySubject.keys()])],
  );
}

function effectOf(problem: string): Effect {
  const [first = "", ...rest] = problem.split(UNRESOLVED);
  if (rest.length === 0) {
    const [, address = problem, cause = problem] = ADDRESS.exec(problem) ?? [];
    return { subject: address, cause };
  }
  const last = rest.at(-1) ?? "";
  const cause = NAMED.test(last) ? last : [first, ...rest].slice(-2).join(UNRESOLVED);
  return { subject: first, cause };
}
