import path from "node:path";

/** A folder with all kinds of configuration files. */
export const CONFIGURATION = path.join(__dirname, "files");

/** Its local values. Held against the local runner, and against Terraform itself where it is installed. */
export const localValues: Readonly<Record<string, unknown>> = {
  computed_default: {
    "${k}": "%{v}",
    "a b": [3, "x1", -2, null],
  },
  conditional: "yes",
  escapes: 'a\tb\n"c" \\ é 😀',
  grouped: {
    a: ["aa", "ab"],
    b: ["b"],
  },
  heredoc:
    '\n  - a "quoted" \\n backslash\n\n  - b "quoted" \\n backslash\n\n  - c "quoted" \\n backslash\n\n',
  heredoc_default: "hey ${x}\n",
  heredoc_in_list: ["one\n", "two"],
  indented_heredoc:
    "hello overridden\n\n        - a\n        - b\n        - c\n      literal ${x} %{ if }\n",
  input: "of overridden",
  instances: ["p", "q"],
  json: '{"a":[{"k":"a"},{"k":"c"}],"b":{"a":0,"b":1,"c":2},"c":"in overridden\\n  deep\\n"}',
  json_heredoc: '{\n  "pattern": "\\\\d+",\n  "list": ["a","b","c"]\n}\n',
  kept_argument: ["kept"],
  lines: {
    a: 1,
    b: 2,
    c: 3,
  },
  list: [1, -2.5, 1000, true, null],
  literal: "${x}",
  loop: "a, b, c, ",
  nested: "nested deeper overridden",
  not_parts: "a $ b % c $$ d %% e ${ f %{ g",
  object: {
    "7": "seven",
    a: 1,
    b: 2,
    c: 5,
    overridden: 3,
    "x-overridden": 4,
  },
  object_default: {
    a: ["q"],
    b: {},
  },
  of_json: "OVERRIDDEN \\n ${x}",
  old_index: "a",
  operators: true,
  overridden_twice: "z_override.tf.json",
  pattern: ["abc", "12"],
  replaced_object: {
    c: 3,
  },
  splat: [1, 2],
  spread: {
    a: 1,
    b: 2,
    c: 3,
  },
  trimmed: "overridden!",
  trimmed_directives: "    a b d\n\n    e\n",
};
