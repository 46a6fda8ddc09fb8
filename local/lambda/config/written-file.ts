import path from "node:path";
import { LOCAL_FILES, writtenContent } from "../../terraform/local-file";
import type { ResolvedStack } from "../../terraform/resolved-stack";
import { textOf } from "./text-of";

/** What a resource of the stack would write into a file. */
export function writtenFile(stack: ResolvedStack, file: string): Buffer | undefined {
  const writer = LOCAL_FILES.flatMap((type) => stack.ofType(type)).find((candidate) => {
    const filename = textOf(candidate, "filename");
    return filename !== undefined && path.resolve(stack.folder, filename) === file;
  });
  return writer && writtenContent(writer, stack.folder);
}
