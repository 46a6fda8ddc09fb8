import { ifResolved } from "../../iam/stack-policy";
import type { ResolvedResource } from "../../terraform";
import {
  compareWith,
  isAsymmetric,
  type AsymmetricMatcher,
  together,
  type Comparison,
  type Difference,
} from "./difference";
import { inspectStack, type InspectedStack } from "./inspect-stack";
import type { MatcherResult } from "../matcher-result";
import { nearest } from "../../terraform/nearest";

/** A Terraform resource type, or its class of a CDKTF provider. */
export type ResourceType = string | { readonly tfResourceType: string };

type Attributes = Readonly<Record<string, unknown>>;

interface Compared extends Comparison {
  readonly address: string;
}

/**
 * Whether the stack has a resource with these attributes, and possibly more. A text that holds JSON,
 * such as an OpenAPI body or a policy, can be given as an object. A value is as the stack has it, or
 * as its references resolve. A failure shows what the nearest resource lacks.
 */
export function toHaveResourceLike(
  received: unknown,
  type: ResourceType,
  partial: Attributes = {},
): MatcherResult {
  const typeName = typeof type === "string" ? type : type.tfResourceType;
  return inspectStack(received, (stack) => {
    const compared = stack.resolved
      .ofType(typeName)
      .map((resource) => compareResource(stack, resource, partial));
    const matching = compared.filter(({ differences }) => differences.length === 0);
    const message =
      matching.length > 0
        ? [
            "Expected no such resource, but there is:",
            ...matching.map(({ address }) => `  ${address}`),
          ]
        : failure(stack, typeName, compared);
    return { pass: matching.length > 0, message: () => message.join("\n") };
  });
}

/** Each attribute as it is written, else as it resolves. */
function compareResource(
  { raw }: InspectedStack,
  resource: ResolvedResource,
  partial: Attributes,
): Compared {
  const block = raw.resources.find(({ address }) => address === resource.address)?.block;
  const compared = Object.entries(partial).map(([name, expected]) => {
    const written = compareWith(expected, block?.[name], name);
    if (written.differences.length === 0) {
      return written;
    }
    const resolved = ifResolved(() => resource.value(name));
    const other = compareWith(expected, resolved, name);
    return other.misses < written.misses ? other : written;
  });
  return { address: resource.address, ...together(compared) };
}

function failure(stack: InspectedStack, type: string, compared: readonly Compared[]): string[] {
  const [first, ...others] = compared.toSorted(
    (one, other) => one.misses - other.misses || other.matches - one.matches,
  );
  if (!first) {
    const types = [...new Set(stack.resolved.all().map((resource) => resource.type))];
    const like = nearest(type, types);
    return [`The stack has no ${type}.${like === undefined ? "" : ` It has ${like}.`}`];
  }
  return [
    `No ${type} is like this. The nearest is ${first.address}:`,
    ...first.differences.map(differenceText),
    ...(others.length > 0 ? [`${others.length} more of this type differ more, or as much.`] : []),
  ];
}

function differenceText({ path, expected, received }: Difference): string {
  if (received === undefined) {
    return `  ${path} is missing; expected ${shown(expected)}`;
  }
  return `  ${path}: expected ${shown(expected)}, received ${shown(received)}`;
}

const MAX_SHOWN = 200;

/** A long value is cut: the path leads to it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value, (_, item: unknown) =>
    isAsymmetric(item) ? asymmetricText(item) : item,
  );
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function asymmetricText(matcher: AsymmetricMatcher): string {
  return matcher.toAsymmetricMatcher?.() ?? `${String(matcher)} ${String(matcher.sample)}`;
}
