import fc from "fast-check";
import { literal } from "../../../constructs/literal";
import { valueOf } from "./support";

test.each([
  ["text", "text"],
  ["${1 + 2 * 3}", 7],
  ["${(1 + 2) * 3 - -1}", 10],
  ["${7 % 4 >= 3 && !false}", true],
  ['${true ? "yes" : "no"}', "yes"],
  ['a ${"b"} c', "a b c"],
  ['${"quoted \\"text\\" with ${1} and \\n"}', 'quoted "text" with 1 and \n'],
  ["$${not.evaluated} %%{ if }", "${not.evaluated} %{ if }"],
  ['${["a", "b"][1]}', "b"],
  ['${{ a = 1, "b" : [2] }}', { a: 1, b: [2] }],
  ["${[{ n = 1 }, { n = 2 }][*].n}", [1, 2]],
  ['${join(",", ["a", "b"])}', "a,b"],
  ['${jsonencode({ b = 1, a = ["<x>"] })}', '{"a":["\\u003cx\\u003e"],"b":1}'],
  ['${sha256("a")}', "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
  ['${base64sha256("a")}', "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="],
  ['${replace("a-b-c", "-", "$")}', "a$b$c"],
  ['${replace("a1b2", "/[0-9]/", "")}', "ab"],
  ['${format("%s-%d", "x", 3)}', "x-3"],
  ["${merge({ a = 1 }, { b = 2 })}", { a: 1, b: 2 }],
  ['${try(jsondecode("{"), "fallback")}', "fallback"],
  ['${element(["a", "b"], 3)}', "b"],
  ["${terraform.workspace}", "default"],
])("%s is what Terraform makes of it", (text, value) => {
  expect(valueOf(text)).toEqual(value);
});

test("any text survives the way through Terraform's escapes", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[${}%]{0,8}$/)),
      (text) => valueOf(literal(text)) === text,
    ),
    { numRuns: 60 },
  );
});

test("locals, variables and their values in the environment are resolved", () => {
  const more = { locals: { a: "${local.b}!", b: "b" }, variable: { v: { default: "given" } } };

  expect(valueOf("${local.a} ${var.v}", more)).toBe("b! given");
  expect(valueOf("${var.v}", more, { environment: { TF_VAR_v: "${set}" } })).toBe("${set}");
});

test.each([
  ["${1 +}", "expected a name"],
  ['${nosuchfunction("a")}', 'the function "nosuchfunction" is not supported'],
  ["${aws_x.missing.id}", "there is no aws_x.missing in the stack"],
  ["${some_thing.it.computed}", "known only after an apply"],
  ["${var.missing}", "there is no variable missing in the stack"],
  ["${some_thing.it.value}", "refers to itself"],
  ["%{ if true }x%{ endfor }", "unexpected endfor"],
])("%s is refused with the resource, the attribute and the reason", (text, reason) => {
  const read = () => valueOf(text);

  expect(read).toThrow("some_thing.it: value can't be resolved");
  expect(read).toThrow(reason);
});
