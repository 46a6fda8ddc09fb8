import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "../core/refusal";
import { isKnown } from "../core/known";
import { resolved } from "../core/resolved";
import { warn } from "../core/warning";
import { refuseCredential, warnOfSecretLookalike } from "./secrets";

const MAX_BYTES = 4096;
const NAME = /^[A-Za-z][A-Za-z0-9_]+$/;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
]);

/**
 * Checks variables one by one.
 * @throws if a name or value can't be right, or a value has the form of a known credential
 */
export function checkVariables(
  scope: IConstruct,
  variables: Readonly<Record<string, string>>,
  { secretWarnings }: { readonly secretWarnings: boolean },
): void {
  for (const [name, value] of Object.entries(variables)) {
    checkName(scope, name);
    checkValue(scope, name, value);
    refuseCredential(scope, name, value);
    if (secretWarnings) {
      warnOfSecretLookalike(scope, name, value);
    }
  }
}

/** Warns about variables that replace one of the same name and another value. */
export function warnOfReplaced(
  scope: IConstruct,
  variables: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): void {
  const replaced = Object.keys(added).filter(
    (name) =>
      Object.hasOwn(variables, name) &&
      resolved(scope, variables[name]) !== resolved(scope, added[name]),
  );
  for (const name of replaced) {
    warn(
      scope,
      `environment variable ${name} is set twice, and the second value replaces the first. Set it ` +
        "once, or rename one of the two.",
    );
  }
}

function checkName(scope: IConstruct, name: string): void {
  if (RESERVED.has(name)) {
    refuse(scope, {
      what: "name of an environment variable",
      value: name,
      allowed: "names that Lambda doesn't reserve",
      fix: "Rename the variable: Lambda sets this one.",
    });
  }
  if (NAME.test(name)) {
    return;
  }
  refuse(scope, {
    what: "name of an environment variable",
    value: name,
    allowed: "names of 2 or more letters, digits and underscores, starting with a letter",
    fix: "Rename the variable.",
  });
}

/** A value from `process.env` or from JavaScript may be of another type than the compiler thinks. */
function checkValue(scope: IConstruct, name: string, value: unknown): void {
  if (typeof value === "string" || Token.isUnresolved(value)) {
    return;
  }
  refuse(scope, {
    what: `environment variable ${name}`,
    value,
    allowed: "a string",
    fix: "Set it, leave the variable out, or write the value as a string.",
  });
}

/** Refuses variables that are too large together. */
export function checkEnvironmentSize(
  scope: IConstruct,
  variables: Readonly<Record<string, string>>,
): void {
  // AWS measures the variables as JSON. Here a value that is known only at apply counts as empty.
  const known = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, isKnown(value) ? value : ""]),
  );
  const bytes = Buffer.byteLength(JSON.stringify(known));
  if (bytes <= MAX_BYTES) {
    return;
  }
  refuse(scope, {
    what: "size of environment",
    value: bytes,
    allowed: `up to ${MAX_BYTES} bytes (4 KB) in total, including names`,
    fix: "Move large values to Parameter Store, S3 or a file next to the handler.",
  });
}
