import { stat } from "node:fs/promises";
import type { CodeSource, FunctionConfig } from "../config/function-config";
import { bytesOf } from "./code-files";
import { packageFiles, writtenFiles } from "./package-files";
import { unzippedSize } from "./unzip";

/** Lambda's limit, 250 MB. */
export const MAX_UNPACKED_BYTES = 262_144_000;

/**
 * Checks the size of a function's files and those of its layers, before any of them is written.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @throws Error with the size and the limit
 */
export async function checkUnpackedSize({ code, layers }: FunctionConfig): Promise<void> {
  const sizes = await Promise.all([code, ...layers].map(unpackedSize));
  const total = sum(sizes);
  if (total <= MAX_UNPACKED_BYTES) {
    return;
  }
  const what = layers.length === 0 ? "the code has" : "the code and its layers have";
  const limit = `Lambda allows ${MAX_UNPACKED_BYTES} (250 MB)`;
  const remedy = "Leave out files that the handler doesn't need.";
  throw new Error(`${what} ${total} bytes unpacked; ${limit}. ${remedy}`);
}

async function unpackedSize(source: CodeSource): Promise<number> {
  switch (source.kind) {
    case "zip":
      return unzippedSize(source);
    case "folder":
      return (
        sum((await packageFiles(source)).map(({ size }) => size)) + bytesOf(writtenFiles(source))
      );
    case "file":
      return (await stat(source.path)).size;
    case "inline":
      return bytesOf(source.files);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
