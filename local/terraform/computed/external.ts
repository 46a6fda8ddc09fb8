import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Attributes, Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { ApplyContext, Computed } from "./compute";

/** @see https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external */
export const external: Computed = { "data.external": { id: () => "-", result } };

/** The object that the program prints for its query. */
function result(source: Attributes, { folder, runsCommands }: ApplyContext): Value {
  const [program = "", ...args] = source.strings("program");
  const shown = [program, ...args].join(" ");
  if (!runsCommands) {
    throw new StackError(
      `${source.address}: its result is what the command "${shown}" prints, which the runner ` +
        `executes only with --local-exec`,
    );
  }
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd: path.resolve(folder, source.string("working_dir") ?? ""),
    input: JSON.stringify(source.map("query")),
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  if (error || status !== 0) {
    const reason = error?.message ?? `exit status ${status}: ${stderr.trim()}`;
    throw new StackError(`${source.address}: the command "${shown}" failed: ${reason}`);
  }
  return parsed(source, shown, stdout);
}

function parsed(source: Attributes, shown: string, stdout: string): Value {
  try {
    const value = JSON.parse(stdout) as Value;
    if (isMapOfStrings(value)) {
      return value;
    }
  } catch {
    // Not JSON at all.
  }
  throw new StackError(
    `${source.address}: the command "${shown}" printed ${JSON.stringify(stdout)}; expected a JSON ` +
      `object of strings`,
  );
}

function isMapOfStrings(value: Value): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((inner) => typeof inner === "string")
  );
}
