import type { Statement } from "../../../iam/policy";
import { wellFormedPolicy } from "../../../iam/well-formed-policy";
import { isNumber } from "../../common/java-numbers";
import { parseJson } from "../../common/json";
import { kindOf } from "../../common/reasons";
import { withWorkLimit } from "../../common/work-limit";
import { GatewayError } from "../call/gateway-error";

/** The output of a Lambda authorizer. Whether it allows a request is up to its policy. */
export interface Decision {
  readonly principalId: string;
  readonly statements: readonly Statement[];
  /** All values as texts, which is how AWS passes them on. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/**
 * Parses the output of an authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws GatewayError 500 for any other output
 */
export function parseDecision(payload: Buffer): Decision {
  const output = parsed(payload);
  const { policyDocument, usageIdentifierKey } = output;
  const policy = wellFormedPolicy(policyDocument, { hasPrincipals: false });
  if ("problem" in policy) {
    throw malformed(`its policyDocument is malformed: ${policy.problem}`);
  }
  const tooLong = policy.statements
    .flatMap(({ resource }) => resource?.values ?? [])
    .find((arn) => arn.length > MAX_RESOURCE_LENGTH);
  if (tooLong !== undefined) {
    throw malformed(`a Resource has more than ${MAX_RESOURCE_LENGTH} characters`);
  }
  if (!isOptionalText(usageIdentifierKey)) {
    throw malformed(`its usageIdentifierKey is ${kindOf(usageIdentifierKey)}`);
  }
  return {
    principalId: principalOf(output),
    statements: policy.statements,
    context: contextOf(output),
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
    throw malformed("it is not valid JSON, or too large");
  }
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    throw malformed(`it is ${kindOf(output)}, not an object`);
  }
  return output as Output;
}

function principalOf({ principalId }: Output): string {
  const text = isNumber(principalId) ? String(principalId) : principalId;
  if (typeof text !== "string" || text === "") {
    throw malformed("it has no principalId");
  }
  return text;
}

/** Strings, numbers and booleans only. */
function contextOf({ context = {} }: Output): Record<string, string> {
  if (typeof context !== "object" || context === null || Array.isArray(context)) {
    throw malformed(`its context is ${kindOf(context)}, not an object`);
  }
  return Object.fromEntries(
    Object.entries(context).map(([name, value]: [string, unknown]) => {
      if (typeof value !== "string" && typeof value !== "boolean" && !isNumber(value)) {
        throw malformed(`the value ${name} of its context is ${kindOf(value)}`);
      }
      return [name, String(value)];
    }),
  );
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}

/** @param what of the output: it contains no value, which may be a secret */
function malformed(what: string): GatewayError {
  return new GatewayError(
    "AUTHORIZER_CONFIGURATION_ERROR",
    `the authorizer's output can't be used: ${what}`,
  );
}
