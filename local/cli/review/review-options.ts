import { parseArgs } from "node:util";
import type { Format } from "../../review/format";
import { FORMATS } from "../../review/format";
import type { FindingKind } from "../../review/report";
import type { VariableArgument } from "../../terraform";
import { UsageError } from "../command";
import { VARIABLE_OPTIONS, variableArguments } from "../variable-options";

export interface ReviewOptions {
  readonly source: ReviewSource;
  readonly format: Format;
  /** Kinds of findings that fail the review. */
  readonly failOn: readonly FindingKind[];
}

export type ReviewSource =
  | { readonly kind: "report"; readonly file: string }
  | { readonly kind: "plan"; readonly file: string; readonly accept: string | undefined }
  | {
      readonly kind: "environment";
      readonly name: string;
      readonly accept: string | undefined;
      readonly variables: readonly VariableArgument[];
    }
  | {
      readonly kind: "syntheses";
      readonly base: string;
      readonly head: string | undefined;
      /** File of accepted findings. */
      readonly accept: string | undefined;
      readonly variables: readonly VariableArgument[];
    };

export const REVIEW_OPTIONS_HELP = `Source:
  --base FOLDER|REF     what the change is compared with: a synthesised folder (cdktf.out), a folder
                        of Terraform files, or a Git commit, branch or tag; the app of a cdktf.json
                        is synthesised
  --head FOLDER|REF     the change (default: the working folder)
  --env NAME            the plan of an environment, which is synthesised and planned by Terraform: also
                        what is lost, and what was changed outside Terraform
  --plan FILE           a plan that "terraform show -json" printed (- reads standard input); the
                        environment is TF_WORKSPACE, or the name of the file
  --report FILE         a report that --format json printed (- reads standard input)

Options:
  --format FORMAT       text, markdown or json (default text)
  --fail-on KINDS       kinds of findings that fail the review unless they are accepted, with
                        commas: breaking, public, data-loss, iam (default none)
  --var NAME=VALUE      a Terraform variable (repeatable): with --base, for the stacks that declare it;
                        with --env, for Terraform
  --var-file FILE       values of Terraform variables (repeatable)
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
  const { values, tokens } = parseArgs({
    args,
    options: {
      base: { type: "string" },
      head: { type: "string" },
      env: { type: "string" },
      plan: { type: "string" },
      report: { type: "string" },
      format: { type: "string", default: "text" },
      "fail-on": { type: "string" },
      accept: { type: "string" },
      ...VARIABLE_OPTIONS,
    },
    tokens: true,
  });
  return {
    source: sourceOf(values, variableArguments(tokens)),
    format: oneOf(FORMATS, values.format, "--format"),
    failOn: (values["fail-on"]?.split(",") ?? []).map((kind) =>
      oneOf(Object.keys(KINDS) as FindingKind[], kind.trim(), "--fail-on"),
    ),
  };
}

interface SourceValues {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly env?: string | undefined;
  readonly plan?: string | undefined;
  readonly report?: string | undefined;
  readonly accept?: string | undefined;
  readonly var?: readonly string[] | undefined;
  readonly "var-file"?: readonly string[] | undefined;
}

function sourceOf(values: SourceValues, variables: readonly VariableArgument[]): ReviewSource {
  const { base, head, env, plan, report, accept } = values;
  const alone = (["report", "plan", "env"] as const).find((name) => values[name] !== undefined);
  if (alone !== undefined) {
    refuseOthers(alone, values);
  }
  if (report !== undefined) {
    return { kind: "report", file: report };
  }
  if (plan !== undefined) {
    return { kind: "plan", file: plan, accept };
  }
  if (env !== undefined) {
    if (env === "") {
      throw new UsageError('--env is ""; allowed: the name of an environment.');
    }
    return { kind: "environment", name: env, accept, variables };
  }
  if (!base) {
    throw new UsageError(
      "Name what to compare with: --base FOLDER or --base REF, --env NAME, --plan FILE, or --report FILE.",
    );
  }
  if (head === "") {
    throw new UsageError('--head is ""; allowed: a folder or a Git reference.');
  }
  return { kind: "syntheses", base, head, accept, variables };
}

const SOURCES = ["base", "head", "env", "plan", "report"] as const;

/** What has its values already. */
const VARIABLES = ["var", "var-file"] as const;

/** A report has its accepted findings in it. */
function refuseOthers(source: "report" | "plan" | "env", values: SourceValues): void {
  const refused = [
    ...SOURCES,
    ...(source === "report" ? (["accept"] as const) : []),
    ...(source === "env" ? [] : VARIABLES),
  ];
  const other = refused.find((name) => name !== source && values[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(`--${source} can't be combined with --${other}.`);
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new UsageError(`${option} is "${value}"; allowed: ${allowed.join(", ")}.`);
  }
  return found;
}
