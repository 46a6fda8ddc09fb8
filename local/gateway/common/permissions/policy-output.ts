import type { Statement } from "../../../iam/policy";
import { wellFormedPolicy } from "../../../iam/well-formed-policy";
import { isNumber } from "../java/numbers";
import { parseJson } from "../java/json";
import { kindOf } from "../log/reasons";
import { withWorkLimit } from "../limits/work-limit";

/** The output of a Lambda authorizer. Whether it allows a request is up to its policy. */
export interface PolicyOutput {
  /** Undefined if the output has none. */
  readonly principalId: string | undefined;
  readonly statements: readonly Statement[];
  /** All values as texts, which is how AWS passes them on. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/** The output is not one that API Gateway accepts. The message contains no value of it, which may be a secret. */
export class PolicyOutputError extends Error {
  constructor(what: string) {
    super(`the authorizer's output can't be used: ${what}`);
  }
}

/** REST APIs refuse a context with a null; WebSocket APIs leave such values out. */
type Nulls = "refused" | "dropped";

/**
 * Parses the output of an authorizer that returns a policy.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws PolicyOutputError for any other output
 */
export function parsePolicyOutput(payload: Buffer, nulls: Nulls): PolicyOutput {
  const output = parsed(payload);
  const { policyDocument, usageIdentifierKey } = output;
  const policy = wellFormedPolicy(policyDocument, { hasPrincipals: false });
  if ("problem" in policy) {
    throw new PolicyOutputError(`its policyDocument is malformed: ${policy.problem}`);
  }
  const tooLong = policy.statements
    .flatMap(({ resource }) => resource?.values ?? [])
    .find((arn) => arn.length > MAX_RESOURCE_LENGTH);
  if (tooLong !== undefined) {
    throw new PolicyOutputError(`a Resource has more than ${MAX_RESOURCE_LENGTH} characters`);
  }
  if (!isOptionalText(usageIdentifierKey)) {
    throw new PolicyOutputError(`its usageIdentifierKey is ${kindOf(usageIdentifierKey)}`);
  }
  return {
    principalId: principalOf(output),
    statements: policy.statements,
    context: contextOf(output, nulls),
    usageIdentifierKey: usageIdentifierKey ?? undefined,
  };
}

const MAX_RESOURCE_LENGTH = 512;

type Output = Readonly<Record<string, unknown>>;

function parsed(payload: Buffer): Output {
  let output: unknown;
  try {
    output = withWorkLimit(() => parseJson(payload.toString("utf8")));
  } catch {
    throw new PolicyOutputError("it is not valid JSON, or too large");
  }
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    throw new PolicyOutputError(`it is ${kindOf(output)}, not an object`);
  }
  return output as Output;
}

function principalOf({ principalId }: Output): string | undefined {
  const text = isNumber(principalId) ? String(principalId) : principalId;
  if (!isOptionalText(text)) {
    throw new PolicyOutputError(`its principalId is ${kindOf(text)}`);
  }
  return text ?? undefined;
}

/** Strings, numbers and booleans only. */
function contextOf({ context = {} }: Output, nulls: Nulls): Record<string, string> {
  if (typeof context !== "object" || context === null || Array.isArray(context)) {
    throw new PolicyOutputError(`its context is ${kindOf(context)}, not an object`);
  }
  return Object.fromEntries(
    Object.entries(context).flatMap(([name, value]: [string, unknown]) => {
      if (value === null && nulls === "dropped") {
        return [];
      }
      if (typeof value !== "string" && typeof value !== "boolean" && !isNumber(value)) {
        throw new PolicyOutputError(`the value ${name} of its context is ${kindOf(value)}`);
      }
      return [[name, String(value)]];
    }),
  );
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}
