import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { lambda } from "../../../constructs";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE, synth } from "../lambda/support";

/** A stack with one function, whose source `source` makes. */
export function synthSource(
  source: (stack: Construct) => lambda.IEventSource,
  props: Partial<lambda.FunctionProps> = {},
): Synthesised {
  return synth(stackWith(source, props));
}

export function stackWith(
  source: (stack: Construct) => lambda.IEventSource,
  props: Partial<lambda.FunctionProps> = {},
): TerraformStack {
  const stack = environment();
  new lambda.Function(stack, "Worker", { ...INLINE, ...props }).addEventSource(source(stack));
  return stack;
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** The statements of the function's role for what the function reads. */
export function rightsOf(json: Synthesised): readonly Statement[] {
  const [policy] = Object.values(json.resource["aws_iam_role_policy"] ?? {});
  const { Statement } = JSON.parse(String(policy?.["policy"])) as { Statement: Statement[] };
  return Statement.filter(({ Action }) => !Action.some((name) => name.startsWith("logs:"))).map(
    ({ Action, Resource }) => ({ Action, Resource }),
  );
}
