import type { VariableCase } from "../../support/terraform-variables";
import { refusedVariables, variableCases } from "../../support/terraform-variables";
import { valueOf } from "./support";

/** The values of a case's variables. */
function valuesOf({ variable, files, environment, args = [] }: VariableCase): object {
  const given = { variable, files, environment, args };
  const value = (name: string) => valueOf(`\${var.${name}}`, given);
  return Object.fromEntries(Object.keys(variable).map((name) => [name, value(name)]));
}

test("variables of every type have the values that Terraform gives them", () => {
  expect(valuesOf(variableCases.everyType)).toEqual(variableCases.everyType.expected);
});

test("arguments take precedence over files, files over the environment, and each over earlier ones", () => {
  expect(valuesOf(variableCases.precedence)).toEqual(variableCases.precedence.expected);
});

test.each(refusedVariables)(
  "%j with terraform.tfvars %j is refused: %s",
  (declared, tfvars, reason) => {
    const files = { "terraform.tfvars": tfvars };

    expect(() => valueOf("${var.v}", { variable: { v: declared }, files })).toThrow(reason);
  },
);

test("an argument for a variable that isn't declared is refused, with those that are", () => {
  const args = [{ name: "w", text: "1" }];

  expect(() => valueOf("", { variable: { v: {} }, args })).toThrow(
    "--var w: the stack does not declare the variable; declared: v",
  );
});

test("a file that can't be read is named", () => {
  const read = (files: Readonly<Record<string, string>>) => () => valueOf("", { files });

  expect(read({ "a.auto.tfvars": "= 1" })).toThrow(
    /a\.auto\.tfvars can't be read: expected a name/,
  );
  expect(read({ "b.auto.tfvars.json": "{" })).toThrow(/b\.auto\.tfvars\.json can't be read: /);
  expect(read({ "terraform.tfvars.json": "[]" })).toThrow("expected an object with a value");
});

test("files of other names, and rules that the runner can't evaluate, change nothing", () => {
  const files = { "other.tfvars": "v = 1", "terraform.tfvars.backup": "v = 2" };
  const rule = { condition: "${issensitive(var.v)}", error_message: "A secret, please." };
  const variable = { v: { default: "d", validation: rule } };

  expect(valueOf("${var.v}", { variable, files })).toBe("d");
});

test("a rule may name other variables", () => {
  const rule = { condition: "${var.v < var.most}", error_message: "At most ${var.most}." };
  const variable = { v: { default: 9, validation: [rule] }, most: { default: 5 } };

  expect(() => valueOf("${var.v}", { variable })).toThrow("var.v is not valid: At most 5.");
});
