import type { Value } from "../../resolved-stack";
import type { Scope } from "../scope";

/** What a function may use besides its arguments. */
export interface FunctionContext extends Pick<Scope, "folder" | "dependsOn"> {
  /** Renders the text of a template file with its variables. */
  render(template: string, variables: Record<string, Value>): Value;
}

/** A function of the Terraform language; it throws for arguments that it doesn't take. */
export type TerraformFunction = (args: Value[], context: FunctionContext) => Value;

export type TerraformFunctions = Readonly<Record<string, TerraformFunction>>;
