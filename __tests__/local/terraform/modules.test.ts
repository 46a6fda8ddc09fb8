import { parityWarnings } from "../../../local/parity";
import { resolved } from "./support";

type Blocks = Readonly<Record<string, unknown>>;

/** A stack with the blocks, and with modules by their folders. */
function stack(root: Blocks, modules: Readonly<Record<string, Blocks>>, files: object = {}) {
  const configurations = Object.entries(modules).map(([folder, blocks]) => [
    `${folder}/cdk.tf.json`,
    JSON.stringify(blocks),
  ]);
  return resolved(root, { files: { ...files, ...Object.fromEntries(configurations) } });
}

/** What the text comes to beside these calls of modules. */
function valueBeside(
  text: string,
  module: Readonly<Record<string, object>>,
  modules: Readonly<Record<string, Blocks>>,
  root: Blocks = {},
) {
  const resource = { some_thing: { it: { value: text } } };
  return stack({ resource, module, ...root }, modules)
    .ofType("some_thing")[0]
    ?.value("value");
}

/** The output of a module that is called with these arguments. */
const outputOf = (module: Blocks, args: object = {}, root: Blocks = {}) =>
  valueBeside("${module.m.out}", { m: { source: "./m", ...args } }, { m: module }, root);

/** A module that returns its variable. */
const echo = (variable: object = {}) => ({
  variable: { x: variable },
  output: { out: { value: "${var.x}" } },
});

const queues = {
  variable: { name: {} },
  resource: { aws_sqs_queue: { this: { name: "${var.name}" } } },
  output: {
    name: { value: "${aws_sqs_queue.this.name}" },
    queue: { value: "${aws_sqs_queue.this}" },
  },
};

test("resources of modules have the addresses that Terraform gives them", () => {
  const counted = { ...queues, resource: { aws_sqs_queue: { this: { count: 1, name: "q" } } } };
  const inner = { source: "../inner", for_each: "${var.names}", name: "${each.value}" };
  const { ofType } = stack(
    { module: { all: { source: "./outer", count: 1, names: ["a", "b"] } } },
    {
      outer: { variable: { names: { type: "set(string)" } }, module: { inner } },
      inner: { ...counted, data: { aws_region: { here: {} } } },
    },
  );

  const found = [...ofType("aws_sqs_queue"), ...ofType("data.aws_region")];

  expect(found.map(({ address }) => address)).toEqual([
    'module.all[0].module.inner["a"].aws_sqs_queue.this[0]',
    'module.all[0].module.inner["b"].aws_sqs_queue.this[0]',
    'module.all[0].module.inner["a"].data.aws_region.here',
    'module.all[0].module.inner["b"].data.aws_region.here',
  ]);
});

test("each instance of a module has its own inputs, locals and computed values", () => {
  const local = { ...queues, locals: { name: "${var.name}-${path.module}" } };
  const named = { resource: { aws_sqs_queue: { this: { name: "${local.name}" } } } };
  const { ofType } = stack(
    { module: { q: { source: "./queues", for_each: { a: 1, b: 2 }, name: "${each.key}" } } },
    { queues: { ...local, ...named } },
  );

  expect(ofType("aws_sqs_queue").map((queue) => queue.string("arn"))).toEqual([
    "arn:aws:sqs:us-east-1:123456789012:a-queues",
    "arn:aws:sqs:us-east-1:123456789012:b-queues",
  ]);
});

test.each([
  ["${module.one.name}", "one"],
  ["${module.one.queue.name}", "one"],
  ["${module.counted[1].name}", "counted-1"],
  ["${module.counted[*].name}", ["counted-0", "counted-1"]],
  ["${module.counted[*].queue.name}", ["counted-0", "counted-1"]],
  ['${module.each["b"].name}', "each-b"],
  ["${{ for key, m in module.each : key => m.name }}", { a: "each-a", b: "each-b" }],
  ["${values(module.each)[*].name}", ["each-a", "each-b"]],
  ["${length(module.none)}", 0],
  ["${module.plain}", { out: "plain" }],
  ["${keys(module.plain)}", ["out"]],
  ['${try(module.plain.nope, "tried")}', "tried"],
])("%s names outputs of modules", (text, value) => {
  const module = {
    one: { source: "./queues", name: "one" },
    counted: { source: "./queues", count: 2, name: "counted-${count.index}" },
    each: { source: "./queues", for_each: { a: 1, b: 2 }, name: "each-${each.key}" },
    none: { source: "./queues", count: 0, name: "none" },
    plain: { source: "./plain" },
  };
  const plain = { output: { out: { value: "plain" } } };

  expect(valueBeside(text, module, { queues, plain })).toEqual(value);
});

test.each([
  [{}, { x: "${1 + 1}" }, 2],
  [{ type: "string" }, { x: 2 }, "2"],
  [{ type: "number", default: 3 }, {}, 3],
  [{ default: "d" }, { x: null }, undefined],
  [{ default: "d", nullable: false }, { x: null }, "d"],
  [
    { type: "object({ a = string, b = optional(number, 5) })" },
    { x: { a: 1, c: 2 } },
    { a: "1", b: 5 },
  ],
  [{ type: "map(string)" }, { x: { version: 1 } }, { version: "1" }],
])("a variable declared as %j and given %j has Terraform's value", (variable, args, value) => {
  expect(outputOf(echo(variable), args)).toEqual(value);
});

test("an input can be a resource, whose attributes the module reads", () => {
  const declared = { type: "object({ name = string, arn = string })" };
  const out = { value: "${var.x.name} ${var.x.arn}" };
  const root = { resource: { aws_sqs_queue: { q: { name: "q" } } } };
  const call = { m: { source: "./m", x: "${aws_sqs_queue.q}" } };
  const it = { value: "${module.m.out}" };
  const resource = { ...root.resource, some_thing: { it } };

  const value = valueBeside("", call, { m: { ...echo(declared), output: { out } } }, { resource });

  expect(value).toBe("q arn:aws:sqs:us-east-1:123456789012:q");
});

test.each([
  ["path.module", "m"],
  ["path.root", "."],
  ["terraform.workspace", "default"],
  ['file("${path.module}/f.txt")', "of the module"],
  ['file("f.txt")', "of the stack"],
])("in a module, %s is as Terraform sees it", (expression, value) => {
  const m = { output: { out: { value: "${" + expression + "}" } } };
  const it = { value: "${module.m.out}" };
  const files = { "m/f.txt": "of the module", "f.txt": "of the stack" };
  const root = { module: { m: { source: "./m/" } }, resource: { some_thing: { it } } };

  expect(stack(root, { m }, files).ofType("some_thing")[0]?.value("value")).toBe(value);
});

const region = {
  data: { aws_region: { r: {} } },
  output: { out: { value: "${data.aws_region.r.name}" } },
};
const aliased = { data: { aws_region: { r: { provider: "aws.there" } } }, output: region.output };
const provider = { aws: [{ region: "eu-west-1" }, { alias: "asia", region: "ap-south-1" }] };

test.each([
  ["inherits the default one", region, {}, "eu-west-1"],
  ["gets another one as its default", region, { providers: { aws: "aws.asia" } }, "ap-south-1"],
  [
    "gets one by another name, as HCL writes it",
    aliased,
    { providers: { "aws.there": "${aws.asia}" } },
    "ap-south-1",
  ],
  [
    "inherits the default one beside another one that is passed",
    region,
    { providers: { "aws.there": "aws.asia" } },
    "eu-west-1",
  ],
  [
    "configures its own one",
    { ...region, ...echo(), provider: { aws: { region: "${var.x}" } }, output: region.output },
    { x: "sa-east-1" },
    "sa-east-1",
  ],
])("of the AWS providers, a module %s", (_, module, args, value) => {
  expect(outputOf(module, args, { provider })).toBe(value);
});

const validated = {
  ...echo({ validation: { condition: "${var.x}", error_message: "x must be true." } }),
};

test.each([
  ["a registry", { m: { source: "example/api/aws" } }, {}, 'run "terraform init" in /'],
  ["a folder", { m: { source: "./nope" } }, {}, 'the folder of its source "./nope", /'],
  [
    "itself",
    { m: { source: "./m" } },
    { m: { module: { m: { source: "../m" } } } },
    "calls itself",
  ],
  [
    "the stack",
    { m: { source: "./m" } },
    { m: { module: { s: { source: "../" } } } },
    "calls itself",
  ],
  ["no source", { m: {} }, {}, "source is undefined; expected a string"],
  [
    "a variable that it lacks",
    { m: { source: "./m", nope: 1, x: 2 } },
    { m: echo() },
    "module.m: nope is not a variable of the module",
  ],
  [
    "no value for a required variable",
    { m: { source: "./m" } },
    { m: echo() },
    "module.m: x is missing; the module requires this variable",
  ],
  [
    "a count that only an apply knows",
    { m: { source: "./m", count: "${some_thing.it.nope}", x: 1 } },
    { m: echo() },
    "module.m: count can't be resolved: some_thing.it.nope is known only after an apply",
  ],
])("a call with %s is a problem of the module alone", (_, module, modules, problem) => {
  const it = { value: "served" };

  const served = stack({ module, resource: { some_thing: { it } } }, modules);

  expect(served.moduleProblems()).toEqual([expect.stringContaining(problem)]);
  expect(served.ofType("some_thing").map((one) => one.value("value"))).toEqual(["served"]);
});

test.each([
  [
    "a value of another type",
    echo({ type: "number" }),
    "module.m: x can't be resolved: expected a",
  ],
  ["a value that breaks a rule", validated, "module.m.var.x is not valid: x must be true."],
  ["no such output", { variable: { x: {} } }, 'the object has no attribute "out"'],
])("a reference to a module with %s is refused with the reason", (_, module, reason) => {
  expect(() => outputOf(module, { x: false })).toThrow(reason);
});

test("a cycle through modules is refused with the way", () => {
  const call = {
    a: { source: "./m", x: "${module.b.out}" },
    b: { source: "./m", x: "${module.a.out}" },
  };

  expect(() => valueBeside("${module.a.out}", call, { m: echo() })).toThrow(
    "it refers to itself: module.a.output.out -> module.a.var.x -> module.b.output.out -> " +
      "module.b.var.x -> module.a.output.out",
  );
});

test("a cycle through the instances of modules is refused with the way", () => {
  const call = {
    a: { source: "./m", for_each: "${toset(module.b.out)}", x: [] },
    b: { source: "./m", x: "${keys(module.a)}" },
  };

  expect(() => valueBeside("${module.b.out}", call, { m: echo() })).toThrow(
    "it refers to itself: module.b.output.out -> module.b.var.x -> module.a -> module.b.output.out",
  );
});

test("a module whose instances are unknown has resources that can be found, but not served", () => {
  const { ofType } = stack(
    { module: { q: { source: "./queues", for_each: "${data.x.y.z}", name: "${each.key}" } } },
    { queues: { ...queues, resource: { aws_sqs_queue: { this: { name: "fixed", tags: {} } } } } },
  );
  const [queue] = ofType("aws_sqs_queue");

  expect([queue?.address, queue?.string("name")]).toEqual(["module.q.aws_sqs_queue.this", "fixed"]);
  expect(() => queue?.map("tags")).toThrow("module.q: for_each can't be resolved");
});

test("what is repeated in a module whose instances are unknown is unknown for the same reason", () => {
  const each = { aws_sqs_queue: { this: { for_each: "${var.names}", name: "a", tags: {} } } };
  const { ofType } = stack(
    { module: { q: { source: "./queues", for_each: "${data.x.y.z}", names: "${each.value}" } } },
    { queues: { variable: { names: {} }, resource: each } },
  );
  const [queue] = ofType("aws_sqs_queue");

  expect(() => queue?.map("tags")).toThrow(/^module\.q: for_each can't be resolved: (?!.*each\.)/);
});

test("each block of a module is warned about once, whatever its instances", () => {
  const module = { resource: { some_thing: { this: { count: 2 } } } };
  const call = (count: number) => ({ source: "./m", count });
  const calls = { two: call(2), none: call(0) };

  expect(parityWarnings(stack({ module: calls }, { m: module }))).toEqual([
    expect.stringMatching(/some_thing.*\n {2}module\.two\.some_thing\.this$/),
  ]);
});
