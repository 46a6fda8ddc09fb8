import { readFileSync } from "node:fs";
import type { ValidateFunction } from "ajv";
import { Ajv } from "ajv";
import { checkFaults } from "./check-faults";
import type { ChecksFile } from "./checks";
import fileSchema from "./checks.schema.json";
import { LocatedJson } from "./located-json";
import { schemaFaults } from "./schema-faults";

/**
 * Reads a file of checks.
 * @throws Error with the place of each fault in the file, and what is allowed
 */
export function readChecks(file: string): ChecksFile {
  const located = new LocatedJson(file, textOf(file));
  const validate = (validation ??= newValidation());
  const faults = schemaFaults(validate, located.value);
  if (faults.length > 0) {
    throw located.errorOf(faults);
  }
  const checks = located.value as ChecksFile;
  const further = Object.entries(checks.apis).flatMap(([name, api]) =>
    checkFaults(api.checks, ["apis", name, "checks"]),
  );
  if (further.length > 0) {
    throw located.errorOf(further);
  }
  return checks;
}

let validation: ValidateFunction | undefined;

function newValidation(): ValidateFunction {
  return new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true }).compile(fileSchema);
}

/** Of a deployment with the Terraform output `url`. */
const EXAMPLE = JSON.stringify(
  {
    apis: {
      books: {
        output: "url",
        checks: [{ request: "GET /books/7", response: { status: 200 } }],
      },
    },
  },
  null,
  2,
);

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const advice = code === "ENOENT" ? `. Write it, for example:\n\n${EXAMPLE}` : "";
    throw new Error(`--checks ${file} can't be read: ${message}${advice}`, { cause: error });
  }
}
