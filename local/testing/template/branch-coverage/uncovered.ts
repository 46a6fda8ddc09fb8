import { positionAt } from "../../../gateway/common/velocity/position";
import { TemplateError } from "../../../gateway/common/velocity/template-error";
import { branches, type Branch } from "./branches";
import { templateKey, type RanBranches } from "./records";

/** A file with a mapping template. */
export interface TemplateFile {
  /** As the report names it. */
  readonly name: string;
  readonly source: string;
}

/**
 * The lines of the report; none if every branch ran.
 * @param isWholeRun whether all tests ran: only then is a template without any test reported
 */
export function uncoveredLines(
  files: readonly TemplateFile[],
  ran: RanBranches,
  isWholeRun: boolean,
): string[] {
  return files.flatMap(({ name, source }) => {
    const offsets = ran.get(templateKey(source));
    if (!offsets) {
      return isWholeRun ? [`${name}: no test rendered it`] : [];
    }
    return allBranches(source)
      .filter(({ at }) => !offsets.has(at))
      .map(({ directive, at }) => `${name}:${positionAt(source, at).line} ${directive}`);
  });
}

/** A test has rendered the template, so it can be parsed, unless the file has changed since. */
function allBranches(source: string): Branch[] {
  try {
    return branches(source);
  } catch (error) {
    if (error instanceof TemplateError) {
      return [];
    }
    throw error;
  }
}
