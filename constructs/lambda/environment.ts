import type { IConstruct } from "constructs";
import { refuse } from "../core/refusal";
import { isKnown } from "../core/known";

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

/** Refuses variables that AWS refuses, and values that are secrets by their looks. */
export function checkEnvironment(scope: IConstruct, variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    checkName(scope, name);
    checkNoSecret(scope, name, value);
  }
  checkSize(scope, variables);
}

function checkName(scope: IConstruct, name: string): void {
  if (RESERVED.has(name)) {
    refuse(scope, {
      what: "environment",
      value: name,
      allowed: "names that Lambda doesn't reserve for itself",
      fix: "Rename the variable: Lambda sets this one.",
    });
  }
  if (NAME.test(name)) {
    return;
  }
  refuse(scope, {
    what: "environment",
    value: name,
    allowed: "names of letters, digits and underscores, a letter first, at least 2 characters",
    fix: "Rename the variable.",
  });
}

/** What known credentials look like: the kinds that checkov's CKV_AWS_45 finds. */
const SECRETS: readonly { readonly kind: string; readonly found: (value: string) => boolean }[] = [
  { kind: "an AWS access key", found: (value) => /\b(AKIA|ASIA)[A-Z0-9]{16}\b/.test(value) },
  { kind: "a private key", found: (value) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value) },
  {
    kind: "an AWS secret key",
    // All three kinds of characters, so that a hash in hexadecimal isn't taken for a key.
    found: (value) =>
      (value.match(/(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])/g) ?? []).some((word) =>
        [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(word)),
      ),
  },
];

function checkNoSecret(scope: IConstruct, name: string, value: string): void {
  const secret = SECRETS.find(({ found }) => found(value));
  if (!secret) {
    return;
  }
  refuse(scope, {
    what: `environment variable ${name}`,
    // The value stays out of the message, which ends in logs.
    value: `(hidden: looks like ${secret.kind})`,
    allowed: "values that are no secrets: they stand in the state and the console in plain text",
    fix: "Keep the secret in AWS Secrets Manager or Parameter Store and pass its name.",
  });
}

function checkSize(scope: IConstruct, variables: Record<string, string>): void {
  // AWS measures the variables as JSON. A value known only at apply counts as empty here.
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
    allowed: `up to ${MAX_BYTES} bytes (4 KB) in all, names included`,
    fix: "Move large values to Parameter Store, S3 or a file beside the handler.",
  });
}
