import { createHash } from "node:crypto";
import type { Finding } from "../report";
import type { Change, Rule } from "../rules";

/** What a finding is about. */
export interface Subject {
  /** As the reader knows it: an API's name and a route. */
  readonly name: string;
  /** As every environment knows it: a Terraform address and a route. */
  readonly id: string;
}

/** The findings of rules about a change. */
export function findingsOf<T>(
  rules: readonly Rule<T>[],
  change: Change<T>,
  subject: Subject,
): Finding[] {
  return rules.flatMap((rule) => rule.find(change).map((text) => finding(rule, subject, text)));
}

export function finding(
  { id: rule, severity, kind }: Pick<Rule<never>, "id" | "severity" | "kind">,
  subject: Subject,
  text: string,
): Finding {
  const identity = [rule, subject.id, text].join("\n");
  const fingerprint = createHash("sha256").update(identity).digest("hex").slice(0, 12);
  return {
    rule,
    severity,
    ...((kind ?? severity === "breaking") && { kind: kind ?? "breaking" }),
    subject: subject.name,
    text,
    fingerprint,
  };
}

const SEVERITIES = ["breaking", "risky", "info"] as const;

/** What everybody can reach now comes first, then what breaks clients. */
export function byGravity(findings: readonly Finding[]): Finding[] {
  const rank = ({ kind, severity }: Finding) =>
    kind === "public" ? -1 : SEVERITIES.indexOf(severity);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
