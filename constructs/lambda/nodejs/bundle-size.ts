import type { IConstruct } from "constructs";
import { warn } from "../../core/warning";
import type { EsbuildReport } from "../bundling/bundle";

const MEGABYTE = 1024 * 1024;
/** Larger code takes noticeably longer to load at a cold start. */
const LARGE = 5 * MEGABYTE;

/** Names the inputs that make a bundle large. */
export function warnOfLargeBundle(
  scope: IConstruct,
  entry: string,
  { bytes, largest }: EsbuildReport,
): void {
  if (bytes <= LARGE) {
    return;
  }
  const inputs = largest.map((each) => `${each.input} (${megabytes(each.bytes)})`);
  warn(
    scope,
    `the bundle of ${entry} has ${megabytes(bytes)}, and loads slowly at a cold start. Its largest inputs: ${inputs.join(", ")}. Import less of them, or set bundling.minify.`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
