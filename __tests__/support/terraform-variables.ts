import type { VariableArgument } from "../../local/terraform";

/** A configuration with variables and what gives them values. */
export interface VariableCase {
  readonly variable: object;
  /** By name, in the stack's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** With names of `files`. @default none */
  readonly args?: readonly VariableArgument[];
  /** The variables' values. */
  readonly expected: Readonly<Record<string, unknown>>;
}

const everyType: VariableCase = {
  variable: {
    untyped: { default: 1 },
    untyped_text: {},
    list_form: [{ default: "hi" }],
    text: { type: "string" },
    number: { type: "number", default: "7" },
    bool: { type: "bool" },
    any: { type: "any" },
    list: { type: "list(any)" },
    old_list: { type: "list" },
    set: { type: "set(string)" },
    map: { type: "map(any)" },
    tuple: { type: "tuple([string, number])" },
    object: { type: "object({ a = optional(number, 3), b = string, c = optional(bool) })" },
    nested: { type: 'map(object({ a = optional(string, "z") }))' },
    not_nullable: { nullable: false, default: "d" },
    nullable: { type: "string", default: "d" },
    literal_default: { default: "${x} $${y}" },
    heredoc: {},
    indented_heredoc: {},
    escapes: {},
    negative: {},
    of_environment: { type: "list(string)" },
    literal_of_environment: {},
    of_argument: { type: "map(number)" },
    literal_of_argument: { type: "string" },
    any_of_argument: { type: "any" },
    valid: {
      type: "number",
      default: 3,
      validation: [{ condition: "${var.valid > 2}", error_message: "Over 2, please." }],
    },
  },
  files: {
    "terraform.tfvars": `# A comment
text = 5
bool = "1" // another
any  = { a = [1, "x", true] }
/* and
another */ list = [1, "a"]
old_list = [
  "x",
  # inside
  "y"
]
set = ["b", "a", "b"]
map = { a = 1
  "b" : "x" }
tuple = [1, "2"]
object = { b = 1, extra = true }
nested = { k = {}, j = { a = null } }
not_nullable = null
nullable     = null
heredoc = <<EOT
line "1" \\n \${1 + 1} $\${x}

  two
EOT
indented_heredoc = <<-END
    a
      b
  
    \${"c"}
  END
escapes = "a\\tb\\u00e9 \${"q"} %%{x}"
negative = -1.5e2`,
    "terraform.tfvars.json": '{ "//": "", "untyped_text": "${1 + 1} $${x}" }',
  },
  environment: { TF_VAR_of_environment: '["a", "b"]', TF_VAR_literal_of_environment: "[1]" },
  args: [
    { name: "of_argument", text: '{ a = 1, "b" = "2" }' },
    { name: "literal_of_argument", text: "a=${b}" },
    { name: "any_of_argument", text: '["${1 + 1}"]' },
  ],
  expected: {
    untyped: 1,
    untyped_text: "${1 + 1} $${x}",
    list_form: "hi",
    text: "5",
    number: 7,
    bool: true,
    any: { a: [1, "x", true] },
    list: ["1", "a"],
    old_list: ["x", "y"],
    set: ["a", "b"],
    map: { a: "1", b: "x" },
    tuple: ["1", 2],
    object: { a: 3, b: "1", c: null },
    nested: { k: { a: "z" }, j: { a: "z" } },
    not_nullable: "d",
    nullable: null,
    literal_default: "${x} $${y}",
    heredoc: 'line "1" \\n 2 ${x}\n\n  two\n',
    indented_heredoc: "a\n  b\n  \nc\n",
    escapes: "a\tbé q %{x}",
    negative: -150,
    of_environment: ["a", "b"],
    literal_of_environment: "[1]",
    of_argument: { a: 1, b: 2 },
    literal_of_argument: "a=${b}",
    any_of_argument: [2],
    valid: 3,
  },
};

/** Each source gives a value to itself and to all that go before it. */
const SOURCES = [
  ["environment", ""],
  ["terraform.tfvars", "hcl"],
  ["terraform.tfvars.json", "json"],
  ["Z.auto.tfvars", "hcl"],
  ["a.auto.tfvars", "hcl"],
  ["a.auto.tfvars.json", "json"],
  ["b.auto.tfvars", "hcl"],
  ["given.json", "json"],
  ["argument", ""],
  ["a.given", "hcl"],
] as const;
const names = SOURCES.map((_, at) => `v${at}`);
const ARGUMENT = SOURCES.findIndex(([source]) => source === "argument");

const precedence: VariableCase = {
  variable: Object.fromEntries(names.map((name) => [name, { default: "default" }])),
  files: Object.fromEntries(
    SOURCES.flatMap(([file, form], at) => {
      const given = names.slice(at);
      const json = JSON.stringify(Object.fromEntries(given.map((name) => [name, file])));
      const hcl = given.map((name) => `${name} = "${file}"\n`).join("");
      return form === "" ? [] : [[file, form === "json" ? json : hcl]];
    }),
  ),
  environment: Object.fromEntries(names.map((name) => [`TF_VAR_${name}`, "environment"])),
  args: [
    { file: "given.json" },
    ...names.slice(ARGUMENT).map((name) => ({ name, text: "argument" })),
    { file: "a.given" },
  ],
  expected: Object.fromEntries(SOURCES.map(([file], at) => [`v${at}`, file])),
};

/** Held against the local runner, and against Terraform itself where it is installed. */
export const variableCases = { everyType, precedence };

/** What Terraform refuses: declarations, and a file of values. */
export const refusedVariables: readonly (readonly [
  declared: object,
  tfvars: string,
  reason: string,
  terraform: string,
])[] = [
  [{}, "", "var.v has no value", "No value for required variable"],
  [{ type: "number" }, 'v = "one"', 'expected a number, got "one"', "a number is required"],
  [
    { type: "list(number)" },
    'v = [1, "x"]',
    '[1]: expected a number, got "x"',
    "a number is required",
  ],
  [{ type: "object({ a = string })" }, "v = {}", "expected the attribute a", '"a" is required'],
  [{ type: "tuple([string])" }, "v = []", "expected 1 items, got 0", "required"],
  [{ type: "map(string)" }, "v = []", "expected an object", "map of string required"],
  [
    { type: "nonsense" },
    "v = 1",
    "its type is not valid; allowed: string",
    "Invalid type specification",
  ],
  [{ nullable: false }, "v = null", "var.v has no value", "Required variable not set"],
  [{}, "v = var.other", '"var" has no meaning here', "Variables not allowed"],
  [{}, 'v = upper("a")', "functions can't be called here", "Function calls not allowed"],
  [{}, "v = 1 w = 2", "expected a new line after a value at character 7", "Missing newline"],
  [{}, "v = 1\nv = 2", "v is assigned twice at line 2", "Attribute redefined"],
  [{}, "v {\n}", 'expected "=" at line 1', 'Unexpected "v" block'],
  [
    { validation: { condition: "${var.v > 2}", error_message: "${var.v} is too small." } },
    "v = 1",
    "var.v is not valid: 1 is too small.",
    "1 is too small.",
  ],
];
