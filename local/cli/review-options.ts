import { parseArgs } from "node:util";
import type { Format } from "../review/format";
import { FORMATS } from "../review/format";
import type { FindingKind } from "../review/report";
import { UsageError } from "./command";

export interface ReviewOptions {
  readonly source: ReviewSource;
  readonly format: Format;
  /** Kinds of findings that fail the review. */
  readonly failOn: readonly FindingKind[];
}

export type ReviewSource =
  | { readonly kind: "report"; readonly file: string }
  | {
      readonly kind: "syntheses";
      readonly base: string;
      readonly head: string | undefined;
      /** File of accepted findings. */
      readonly accept: string | undefined;
    };

export const REVIEW_OPTIONS_HELP = `Source:
  --base FOLDER|REF     what the change is compared with: a synthesised folder (cdktf.out), or a
                        Git commit, branch or tag, which is synthesised
  --head FOLDER|REF     the change (default: the working folder, which is synthesised)
  --report FILE         a report that --format json printed (- reads standard input)

Options:
  --format FORMAT       text, markdown or json (default text)
  --fail-on KINDS       kinds of findings that fail the review unless they are accepted, with
                        commas: breaking, public, data-loss, iam (default none)
  --accept FILE         file of accepted findings (default .review-accept, if it exists)
  --help, --version
`;

const KINDS: Record<FindingKind, true> = {
  breaking: true,
  public: true,
  "data-loss": true,
  iam: true,
};

/** @throws UsageError, or an error of parseArgs */
export function parseReviewOptions(args: string[]): ReviewOptions {
  const { values } = parseArgs({
    args,
    options: {
      base: { type: "string" },
      head: { type: "string" },
      report: { type: "string" },
      format: { type: "string", default: "text" },
      "fail-on": { type: "string" },
      accept: { type: "string" },
    },
  });
  return {
    source: sourceOf(values),
    format: oneOf(FORMATS, values.format, "--format"),
    failOn: (values["fail-on"]?.split(",") ?? []).map((kind) =>
      oneOf(Object.keys(KINDS) as FindingKind[], kind.trim(), "--fail-on"),
    ),
  };
}

interface SourceValues {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly report?: string | undefined;
  readonly accept?: string | undefined;
}

function sourceOf({ base, head, report, accept }: SourceValues): ReviewSource {
  if (report !== undefined) {
    const others = Object.entries({ base, head, accept }).filter(
      ([, value]) => value !== undefined,
    );
    if (others.length > 0) {
      throw new UsageError(`--report can't be combined with --${others[0]?.[0]}`);
    }
    return { kind: "report", file: report };
  }
  if (!base) {
    throw new UsageError(
      "Name what to compare with: --base FOLDER or --base REF, or --report FILE.",
    );
  }
  if (head === "") {
    throw new UsageError('--head is ""; allowed: a folder or a Git reference');
  }
  return { kind: "syntheses", base, head, accept };
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new UsageError(`${option} is "${value}"; allowed: ${allowed.join(", ")}`);
  }
  return found;
}
