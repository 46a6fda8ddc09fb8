import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import { isNamedSecret } from "./secret-names";

/** A form that only credentials have. */
interface Credential {
  readonly kind: string;
  readonly form: RegExp;
}

/** @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns */
const CREDENTIALS: readonly Credential[] = [
  { kind: "an AWS access key", form: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  {
    kind: "an AWS secret key",
    form: /aws_?secret_?(access_?)?key["']?\s*[=:]\s*["']?[A-Za-z0-9/+]{40}(?![\w/+=])/i,
  },
  { kind: "a private key", form: /-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/ },
  { kind: "a GitHub token", form: /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})/ },
  { kind: "a GitLab token", form: /\bglpat-[\w-]{20}/ },
  { kind: "a Google API key", form: /\bAIza[\w-]{35}/ },
  { kind: "an npm token", form: /\bnpm_[A-Za-z0-9]{36}/ },
  { kind: "a Slack token", form: /\bxox[baprs]-[A-Za-z0-9-]{10,}/ },
  { kind: "a Stripe key", form: /\b[rs]k_live_[A-Za-z0-9]{16,}/ },
];

const FIX = "Keep the secret in AWS Secrets Manager or Parameter Store and pass its name.";

/** Refuses a value that has the form of a known credential. */
export function refuseCredential(scope: IConstruct, name: string, value: string): void {
  // With its name before it, a value on its own is recognised too: AWS_SECRET_KEY=….
  const assignment = `${name}=${value}`;
  const found = CREDENTIALS.find(({ form }) => form.test(value) || form.test(assignment));
  if (found === undefined) {
    return;
  }
  refuse(scope, {
    what: `environment variable ${name}`,
    // The value stays out of the message, which ends up in logs.
    value: `(hidden: looks like ${found.kind})`,
    allowed: "values that aren't secret: the state and the console show them in plain text",
    fix: FIX,
  });
}

/** Warns of a value that may be a secret by its form or its variable's name. */
export function warnOfSecretLookalike(scope: IConstruct, name: string, value: string): void {
  const isNamed = isNamedSecret(name, value);
  if (!isNamed && !looksSecret(value)) {
    return;
  }
  const rename = isNamed ? `rename the variable, e.g. ${name}_NAME, or ` : "";
  warn(
    scope,
    `environment variable ${name} may hold a secret, which the state and the console would show ` +
      `in plain text. ${FIX} If it isn't a secret, ${rename}set secretWarnings: false.`,
  );
}

function looksSecret(value: string): boolean {
  return isJsonWebToken(value) || looksRandom(value) || hasPassword(value);
}

/** A URL with user:password@, unless Terraform or the program fills in the password. */
function hasPassword(value: string): boolean {
  const [, password] = /:\/\/[^\s/?#:@]*:([^\s/?#@]+)@/.exec(value) ?? [];
  return password !== undefined && isKnown(password) && !/^[<{%*$]/.test(password);
}

function isJsonWebToken(value: string): boolean {
  return /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/.test(value);
}

/** 40 characters of all kinds, as an AWS secret key. A hash in hexadecimal has fewer kinds. */
function looksRandom(value: string): boolean {
  const words = value.match(/(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])/g) ?? [];
  return words.some((word) => [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(word)));
}
