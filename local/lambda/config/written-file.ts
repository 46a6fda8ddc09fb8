import path from "node:path";
import { LOCAL_FILES, writtenContent } from "../../terraform/local-file";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { InlineFile } from "./function-config";
import { textOf } from "./text-of";

/** What a resource of the stack would write into a file. */
export function writtenFile(stack: ResolvedStack, file: string): Buffer | undefined {
  const writer = writers(stack).find((found) => found.file === file);
  return writer && writtenContent(writer.resource, stack.folder);
}

/** What resources of the stack would write into a folder, by names within it. */
export function filesWrittenBelow(stack: ResolvedStack, folder: string): InlineFile[] {
  return writers(stack)
    .filter(({ file }) => file.startsWith(`${folder}${path.sep}`))
    .map(({ file, resource }) => ({
      name: path.relative(folder, file),
      content: writtenContent(resource, stack.folder).toString("utf8"),
    }));
}

function writers(stack: ResolvedStack): { file: string; resource: ResolvedResource }[] {
  return LOCAL_FILES.flatMap((type) => stack.ofType(type)).flatMap((resource) => {
    const filename = textOf(resource, "filename");
    return filename === undefined ? [] : [{ file: path.resolve(stack.folder, filename), resource }];
  });
}
