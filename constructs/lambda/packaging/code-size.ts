import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { CodeFile } from "./code-folder";

const MEGABYTE = 1024 * 1024;
const MAX_UNZIPPED = 250 * MEGABYTE;
const MAX_UPLOAD = 50 * MEGABYTE;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export function checkCodeSize(scope: Construct, folder: string, files: readonly CodeFile[]): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > MAX_UNZIPPED) {
    refuse(scope, {
      what: `size of ${folder}`,
      value: bytes,
      allowed: `up to ${MAX_UNZIPPED} bytes (250 MB) unzipped, layers included`,
      fix: "Leave out what the handler doesn't need, or use Code.fromImage (up to 10 GB).",
    });
  }
  if (bytes <= MAX_UPLOAD) {
    return;
  }
  // Only a warning: the size of the zip isn't known before Terraform writes it.
  warn(
    scope,
    `${folder} has ${bytes} bytes; AWS refuses the upload of a zip over ${MAX_UPLOAD} bytes (50 MB). If the zip is larger, use Code.fromBucket.`,
  );
}
