import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readStack, resolveStack } from "../../../local/terraform";
import type { ResolvedStack, Value } from "../../../local/terraform";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "configuration-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

function stackOf(files: Readonly<Record<string, string>>): ResolvedStack {
  const options = { apiUrl: () => "http://127.0.0.1:3000", environment: {} };
  return resolveStack(readStack(folderOf(files)), options);
}

/** The attribute `value` of some_thing.it in a folder of these files. */
function valueIn(files: Readonly<Record<string, string>>): Value | undefined {
  return stackOf(files).ofType("some_thing")[0]?.value("value");
}

const thing = (value: string) => `resource "some_thing" "it" {\n  value = ${value}\n}\n`;

test("*.tf and *.tf.json files of a folder are one configuration", () => {
  const files = {
    "main.tf": thing('"${local.greeting}, ${var.name}"'),
    "locals.tf": 'locals {\n  greeting = "Hello"\n}',
    "cdk.tf.json": JSON.stringify({ variable: { name: [{ default: "world" }] } }),
  };

  expect(valueIn(files)).toBe("Hello, world");
});

test.each([
  ["a heredoc", "<<-EOT\n    a ${1 + 1}\n      b \\n\n  EOT", "a 2\n  b \\n\n"],
  ["escapes", String.raw`"a\tb \"c\" $${"$"}{d} %%{e}"`, 'a\tb "c" ${d} %{e}'],
  ["a comment", '"a" # b', "a"],
  ["an expression over several lines", "(\n 1 # one\n + 2\n)", 3],
  ["a directive", '"%{ if true }yes%{ else }no%{ endif }"', "yes"],
  ["a for expression", '[for x in ["a", ""] : upper(x) if x != ""]', ["A"]],
  [
    "an object in a function's argument",
    'jsonencode({ a = [1], "b" : null })',
    '{"a":[1],"b":null}',
  ],
  ["an object with a computed name", '{ a = 1, (upper("b")) = 2 }', { a: 1, B: 2 }],
  ["numbers and null", "[-5, 1.50, true, null]", [-5, 1.5, true, null]],
])("HCL has %s", (_, expression, expected) => {
  expect(valueIn({ "main.tf": thing(expression) })).toEqual(expected);
});

test("blocks of HCL, repeated and dynamic ones too, are read as those of JSON", () => {
  const [it] = stackOf({
    "main.tf": `
      resource "some_thing" "it" {
        rule { port = 1 }
        rule { port = 2 }
        dynamic "rule" {
          for_each = [3, 4]
          iterator = each_port
          content { port = each_port.value }
        }
        provisioner "local-exec" { command = "true" }
        lifecycle { ignore_changes = [rule] }
      }`,
  }).ofType("some_thing");

  expect(it?.blocks("rule").map((rule) => rule.number("port"))).toEqual([1, 2, 3, 4]);
  expect(it?.names()).toEqual(["rule"]);
});

test("a variable's default is constant, and its type may be written as in HCL", () => {
  const variable = `variable "v" {
    type    = list(object({ a = string, b = optional(number, 1 + 1) }))
    default = [{ a = "$\${x} \${"y"}" }]
  }`;

  expect(valueIn({ "main.tf": `${variable}\n${thing("var.v")}` })).toEqual([{ a: "${x} y", b: 2 }]);
});

test("a resource may name a provider by its alias", () => {
  const stack = stackOf({
    "main.tf": `
      provider "aws" { region = "eu-west-1" }
      provider "aws" {
        alias  = "us"
        region = "us-east-2"
      }
      resource "aws_sqs_queue" "q" {
        name     = "q"
        provider = aws.us
      }`,
  });

  expect(stack.ofType("aws_sqs_queue")[0]?.string("arn")).toBe(
    "arn:aws:sqs:us-east-2:123456789012:q",
  );
});

test("blocks that only change the state or check it are passed over", () => {
  const files = {
    "main.tf": `
      terraform {
        required_version = ">= 1.5"
        required_providers { aws = { source = "hashicorp/aws" } }
      }
      moved {
        from = some_thing.old
        to   = some_thing.it
      }
      import {
        to = some_thing.it
        id = "it"
      }
      removed {
        from = some_thing.other
        lifecycle { destroy = false }
      }
      check "health" {
        assert {
          condition     = some_thing.it.value == 1
          error_message = "No."
        }
      }
      ${thing("1")}`,
  };

  expect(valueIn(files)).toBe(1);
});

test("only the files that Terraform reads are read", () => {
  const files = {
    "main.tf": thing("1"),
    ".hidden.tf": thing("2"),
    "#main.tf#": thing("3"),
    "main.tf~": thing("4"),
    "main.tftest.hcl": "run {",
  };

  expect(valueIn(files)).toBe(1);
});

test("each syntax error is reported with its file and line", () => {
  const folder = folderOf({
    "a.tf": "locals {\n  a = \n}",
    "b.tf": "locals {\n  b = 1\n  b = 2\n}",
  });
  const place = (name: string) => path.join(folder, name);

  expect(() => readStack(folder)).toThrow(
    new RegExp(
      `^${place("a.tf")}:2: Invalid expression; .*\n${place("b.tf")}:3: Attribute redefined; `,
    ),
  );
});

test("what is declared twice is refused, with both files", () => {
  const files = { "a.tf": thing("1"), "b.tf.json": '{"resource":{"some_thing":{"it":{}}}}' };

  expect(() => stackOf(files)).toThrow(
    /b\.tf\.json: some_thing\.it is already declared in a\.tf\. Remove one, or/,
  );
});

test("a folder without Terraform files is refused", () => {
  expect(() => stackOf({ "index.js": "" })).toThrow("contains no *.tf and no *.tf.json");
});
