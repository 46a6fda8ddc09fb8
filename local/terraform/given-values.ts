import type { ResolvedStack, Value } from "./resolved-stack";
import { StackError } from "./stack-error";

/** The value of an attribute that only AWS knows. */
export interface GivenValue {
  /** Of the resource or data source in the stack: `module.api.data.aws_ssm_parameter.key["a"]`. */
  readonly address: string;
  /** `value`, or the way to a part of the attribute: `outputs`, `vpc_id`. */
  readonly path: readonly string[];
  readonly value: Value;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_-]*`;
const KEY = String.raw`(?:\[(?:\d+|"[^"]*")\])?`;
const ADDRESS = `(?:module\\.${NAME}${KEY}\\.)*(?:data\\.)?${NAME}\\.${NAME}${KEY}`;
const ASSIGNMENT = new RegExp(`^(${ADDRESS})((?:\\.${NAME})+)=(.*)$`, "su");

/** Reads `ADDRESS.ATTRIBUTE=VALUE`. A value in the form of a JSON list is a list, others are texts. */
export function parseGivenValue(text: string): GivenValue | undefined {
  const [, address, path, value] = ASSIGNMENT.exec(text) ?? [];
  if (address === undefined || path === undefined || value === undefined) {
    return undefined;
  }
  return { address, path: path.slice(1).split("."), value: listOr(value) };
}

function listOr(text: string): Value {
  try {
    const value = JSON.parse(text) as Value;
    return Array.isArray(value) ? value : text;
  } catch {
    return text;
  }
}

/** The value given for an attribute; given parts of it make an object. */
export function givenValue(
  given: readonly GivenValue[],
  address: string,
  attribute: string,
): Value | undefined {
  const own = given.filter((one) => one.address === address && one.path[0] === attribute);
  return own.length === 0 ? undefined : valueOf(own, 1);
}

function valueOf(given: readonly GivenValue[], depth: number): Value {
  const whole = given.findLast(({ path }) => path.length === depth);
  if (whole) {
    return whole.value;
  }
  const names = new Set(given.map(({ path }) => path[depth] ?? ""));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      valueOf(
        given.filter(({ path }) => path[depth] === name),
        depth + 1,
      ),
    ]),
  );
}

/**
 * @param isKnown whether Terraform has computed the value of an attribute
 * @throws StackError for values of resources that the stack doesn't have, and of attributes that it
 * sets or knows
 */
export function refuseUselessValues(
  given: readonly GivenValue[],
  stack: ResolvedStack,
  isKnown: (address: string, attribute: string) => boolean = () => false,
): void {
  if (given.length === 0) {
    return;
  }
  const resources = new Map(stack.all().map((resource) => [resource.address, resource]));
  const problems = given.flatMap(({ address, path: [attribute = ""] }) => {
    const resource = resources.get(address);
    if (!resource) {
      return [`--data ${address}.${attribute}: the stack has no ${address}`];
    }
    if (resource.names().includes(attribute)) {
      return [`--data ${address}.${attribute}: the stack sets ${attribute} itself`];
    }
    return isKnown(address, attribute)
      ? [
          `--data ${address}.${attribute}: Terraform already knows ${attribute}; serve the folder to set it`,
        ]
      : [];
  });
  if (problems.length > 0) {
    throw new StackError(problems.join("\n"));
  }
}
