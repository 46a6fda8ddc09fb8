import type { Value } from "../../resolved-stack";
import type { Scope } from "../evaluate";

/** A function of the Terraform language; it throws when its arguments are not what it takes. */
export type TerraformFunction = (args: Value[], scope: Scope) => Value;

export type TerraformFunctions = Readonly<Record<string, TerraformFunction>>;
