import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readStack, resolveStack } from "../../../local/terraform";
import type { ResolvedStack, Value } from "../../../local/terraform";
import { CONFIGURATION, localValues } from "../../support/terraform-configuration";

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

function filesIn(folder: string): Record<string, string> {
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  return Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
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

test("a folder of HCL, JSON and override files has the values that Terraform computes", () => {
  const files = filesIn(CONFIGURATION);
  const names = Object.keys(localValues);
  const it = Object.fromEntries(names.map((name) => [name, `\${local.${name}}`]));
  const probe = { "probe.tf.json": JSON.stringify({ resource: { some_thing: { it } } }) };

  const [found] = stackOf({ ...files, ...probe }).ofType("some_thing");

  expect(Object.fromEntries(names.map((name) => [name, found?.value(name)]))).toEqual(localValues);
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
  expect(it?.names()).toEqual(["rule", "provisioner"]);
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

test("of many syntax errors in a file, the first are reported", () => {
  const read = () => stackOf({ "a.tf": `locals {\n  a = "\n${"  b\n".repeat(9)}}` });

  expect(read).toThrow(/a\.tf:2: [^]*a\.tf: \d+ more problems, which may follow from these$/);
});

test.each([
  ["a.tf", 'locals {}\n  resorce "a" "b" {}', "a.tf:2: Terraform has no block or argument resorce"],
  ["a.tf", 'resorce "a" "b" {}', "here; did you mean resource?"],
  ["a.tf", "region = 1", "a.tf:1: Terraform has no block or argument region here"],
  ["a.tf.json", '{"//": "", "varable": {}}', "varable here; did you mean variable?"],
  [
    "a.tf",
    'resource "a" {\n  x = 1\n}',
    "a block of type resource must have as labels: type, name",
  ],
  ["a.tf", 'module "a" "b" {}', "a.tf:1: a block of type module must have as labels: name"],
  ["a.tf", 'locals "a" {}', "a.tf:1: a block of type locals must have no labels"],
])("in %s, %j is refused", (name, text, message) => {
  expect(() => stackOf({ [name]: text })).toThrow(message);
});

test("what is declared twice is refused, with both files", () => {
  const files = { "a.tf": thing("1"), "b.tf.json": '{"resource":{"some_thing":{"it":{}}}}' };

  expect(() => stackOf(files)).toThrow(
    /b\.tf\.json: some_thing\.it is already declared in a\.tf\. Remove one, or/,
  );
});

test("a folder with CDKTF's HCL and its JSON is refused, with the way out", () => {
  const files = { "cdk.tf": thing("1"), "cdk.tf.json": "{}" };

  expect(() => stackOf(files)).toThrow(
    /contains cdk\.tf and cdk\.tf\.json: the stack was synthesised with --hcl and without\. Remove the older file/,
  );
});

test("a folder without Terraform files is refused", () => {
  expect(() => stackOf({ "index.js": "" })).toThrow("contains no *.tf and no *.tf.json");
});

test("an override replaces nested blocks by type, and the arguments of lifecycle one by one", () => {
  const folder = folderOf({
    "main.tf": `
      resource "some_thing" "it" {
        rule { port = 1 }
        kept { port = 2 }
        dynamic "made" {
          for_each = [3]
          content { port = made.value }
        }
        lifecycle {
          ignore_changes        = [rule]
          create_before_destroy = true
        }
      }`,
    "main_override.tf": `
      resource "some_thing" "it" {
        dynamic "rule" {
          for_each = [4]
          content { port = rule.value }
        }
        made { port = 5 }
        lifecycle { create_before_destroy = false }
      }`,
  });

  const raw = readStack(folder);

  const [it] = resolveStack(raw, { apiUrl: () => "", environment: {} }).ofType("some_thing");
  const portsOf = (name: string) => it?.blocks(name).map((block) => block.number("port"));
  expect([portsOf("rule"), portsOf("kept"), portsOf("made")]).toEqual([[4], [2], [5]]);
  expect(raw.resources[0]?.block["lifecycle"]).toEqual({
    ignore_changes: ["rule"],
    create_before_destroy: false,
  });
});

test("an override of a backend replaces it", () => {
  const folder = folderOf({
    "main.tf": `
      terraform {
        backend "s3" { bucket = "b" }
      }`,
    "override.tf": `
      terraform {
        backend "local" { path = "p" }
      }`,
  });

  expect(readStack(folder).backend).toEqual({ local: { path: "p" } });
});

test.each([
  ["locals { other = 1 }", "local.other overrides a block that no other file declares"],
  ['variable "other" {}', "var.other overrides a block that no other file declares"],
  ['resource "some_thing" "other" {}', "some_thing.other overrides a block that no other"],
  ['resource "some_thing" "it" { depends_on = [some_thing.x] }', "depends_on can't be overridden"],
])("the override %s is refused", (override, message) => {
  expect(() => stackOf({ "main.tf": thing("1"), "override.tf": override })).toThrow(message);
});
