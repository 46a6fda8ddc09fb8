import type { Block } from "../read/block";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { converted } from "./convert";
import { textValue } from "./text-value";
import type { TypeConstraint } from "./type-constraint";
import { parseType } from "./type-constraint";
import type { VariableFile } from "./variable-files";

/** The sources of the values of input variables, besides their defaults. */
export interface VariableSources {
  /** In ascending order of precedence. */
  readonly files: readonly VariableFile[];
  /** With TF_VAR_…; files take precedence over it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The value of an input variable, before its validation rules are checked.
 * @throws Error if the variable has no value, or a value of another type
 * @see https://developer.hashicorp.com/terraform/language/values/variables
 */
export function inputVariable(name: string, declared: Block, sources: VariableSources): Value {
  const value = variableValue(declared, valueGiven(name, typeOf(declared), sources));
  if (value === undefined) {
    throw new StackError(
      `var.${name} has no value; set TF_VAR_${name} in the environment, or ${name} in ` +
        `terraform.tfvars, or pass --var ${name}=VALUE`,
    );
  }
  return value;
}

/** The given value or the default one, as the variable's type. Undefined: there is neither. */
export function variableValue(declared: Block, given: Value | undefined): Value | undefined {
  const type = typeOf(declared);
  const isDefault = given === undefined || (given === null && declared["nullable"] === false);
  const value = isDefault ? declared["default"] : given;
  return value !== undefined && type ? converted(value, type) : value;
}

function typeOf({ type }: Block): TypeConstraint | undefined {
  return typeof type === "string" ? parseType(type) : undefined;
}

function valueGiven(
  name: string,
  type: TypeConstraint | undefined,
  { files, environment }: VariableSources,
): Value | undefined {
  const file = files.findLast(({ values }) => values.has(name));
  if (file) {
    return file.values.get(name)?.(type);
  }
  const text = environment[`TF_VAR_${name}`];
  return text === undefined ? undefined : textValue(text, type);
}
