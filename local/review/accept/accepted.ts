import type { Report } from "../report";
import type { AcceptedFinding } from "./accept-file";

interface AcceptedReports {
  readonly reports: readonly Report[];
  /** Acceptances of findings that no report has, a sentence each. */
  readonly messages: readonly string[];
}

/** The reports with their accepted findings marked. */
export function accepted(
  reports: readonly Report[],
  acceptances: readonly AcceptedFinding[],
): AcceptedReports {
  const byFingerprint = new Map(acceptances.map((one) => [one.fingerprint, one] as const));
  const used = new Set<string>();
  const marked = reports.map((report) => ({
    ...report,
    findings: report.findings.map((finding) => {
      const acceptance = byFingerprint.get(finding.fingerprint);
      if (!acceptance) {
        return finding;
      }
      used.add(finding.fingerprint);
      const { reason, until } = acceptance;
      return { ...finding, accepted: { reason, until } };
    }),
  }));
  const messages = acceptances
    .filter(({ fingerprint }) => !used.has(fingerprint))
    .map(
      ({ fingerprint, line }) =>
        `${line}: there is no finding ${fingerprint} any more. Remove the line.`,
    );
  return { reports: marked, messages };
}
