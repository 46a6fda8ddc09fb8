import path from "node:path";
import { describeStack, type StackDescription } from "../../review/describe";
import { readStack, resolveStack, type RawStack, type ResolvedStack } from "../../terraform";
import { findNamed, namedResources, type NamedResource } from "../named-resources";
import { stackFolder, type Stack } from "../stack-folder";

/** A synthesised stack, as matchers look into it. */
export interface InspectedStack {
  readonly name: string;
  readonly raw: RawStack;
  readonly resolved: ResolvedStack;
  readonly description: StackDescription;
  readonly functions: readonly NamedResource[];
  readonly apis: readonly NamedResource[];
  readonly functionUrls: readonly NamedResource[];
}

const API_TYPES = { aws_api_gateway_rest_api: "name", aws_apigatewayv2_api: "name" };

export const FUNCTION_URL = "aws_lambda_function_url";

/**
 * Synthesises a stack, or reads the folder of one, and looks into it.
 * @throws TypeError for anything else; Error if the stack is invalid
 */
export function inspectStack<T>(received: unknown, look: (stack: InspectedStack) => T): T {
  const stack = checked(received);
  const folder = stackFolder(stack);
  try {
    return look(inspected(folder.path, nameOf(stack)));
  } finally {
    folder.remove();
  }
}

function inspected(folder: string, name: string): InspectedStack {
  const raw = readStack(folder);
  const resolved = resolveStack(raw, {
    apiUrl: (address) => `https://${address}`,
    // The guard of an environment's stack expects its own workspace.
    environment: { ...process.env, TF_WORKSPACE: name },
  });
  return {
    name,
    raw,
    resolved,
    description: describeStack({ name, stack: resolved }),
    functions: namedResources(resolved, { aws_lambda_function: "function_name" }),
    apis: namedResources(resolved, API_TYPES),
    functionUrls: namedResources(resolved, { [FUNCTION_URL]: "function_name" }),
  };
}

function checked(received: unknown): Stack | string {
  const isStack = typeof received === "object" && received !== null && "synthesizer" in received;
  if (typeof received !== "string" && !isStack) {
    throw new TypeError("expected a TerraformStack or the folder of a synthesised stack");
  }
  if (typeof received === "string" && received.startsWith("{")) {
    throw new TypeError("expected the stack itself, not the JSON that Testing.synth() returns");
  }
  return received as Stack | string;
}

function nameOf(stack: Stack | string): string {
  if (typeof stack === "string") {
    return path.basename(path.resolve(stack));
  }
  return (stack as { node?: { id?: string } }).node?.id ?? "stack";
}

/** A resource's name for people: its construct's path, which has no hash, else its name on AWS. */
export function shownName({ path: constructPath, name, address }: NamedResource): string {
  return constructPath ?? name ?? address;
}

/** The function that a test calls by a name. @throws Error that lists the functions */
export function findFunction({ functions }: InspectedStack, name: string): NamedResource {
  return findNamed("function", name, functions);
}
