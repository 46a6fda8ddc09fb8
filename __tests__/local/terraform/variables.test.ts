import { valueOf } from "./support";

const withVariable = (declared: object, given?: string) =>
  valueOf("${var.v}", {
    variable: { v: declared },
    environment: given === undefined ? {} : { TF_VAR_v: given },
  });

test("locals may be made of other locals", () => {
  const locals = { a: "${local.b}!", b: "b" };

  expect(valueOf("${local.a}", { locals })).toBe("b!");
});

test("the workspace is TF_WORKSPACE's, as in Terraform", () => {
  const environment = { TF_WORKSPACE: "dev" };

  expect(valueOf("${terraform.workspace}", { environment })).toBe("dev");
});

test.each([
  [{ default: "a" }, undefined, "a"],
  [{ type: "number", default: "1" }, undefined, 1],
  [{ type: "bool", default: false }, undefined, false],
  [{ type: "string", default: 1 }, undefined, "1"],
  [{ type: "string", default: null }, undefined, null],
  [{ type: "map(string)", default: { a: "1" } }, undefined, { a: "1" }],
  [{ type: "set(string)", default: ["b", "a"] }, undefined, ["a", "b"]],
  [{ type: "string", default: "a" }, "${set}", "${set}"],
  [{ type: "number" }, "2", 2],
  [{ type: "${bool}" }, "true", true],
  [{ type: "list(string)" }, '["a", "b"]', ["a", "b"]],
  [{ type: "any" }, "{ a = 1 }", { a: 1 }],
])("a variable %j with TF_VAR_v=%s is %j", (declared, given, value) => {
  expect(withVariable(declared, given)).toEqual(value);
});

test.each([
  [{}, undefined, "var.v has no value; set TF_VAR_v in the environment"],
  [{ type: "number" }, "one", 'expected a number, got "one"'],
  [{ type: "list(string)" }, "[", "expected a name"],
])("a variable %j with TF_VAR_v=%s is refused", (declared, given, reason) => {
  expect(() => withVariable(declared, given)).toThrow(reason);
});
