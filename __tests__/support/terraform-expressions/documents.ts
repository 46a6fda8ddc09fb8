import { literal } from "../../../constructs/core/literal";
import type { Row } from "./row";

/** A call of a function with a text of several lines. */
const read = (name: string, text: string) => `\${${name}(${JSON.stringify(literal(text))})}`;

const PATHS = `openapi: 3.0.1
info: &info {title: "é", version: 1.0}
paths:
  /users/{id}:
    get:
      responses:
        200: {description: a, x: null}
        "404": *info
      tags: [a, 'b', yes, "no", ~]
      description: |
        one
        two
      summary: >-
        one
        two
`;

/** Functions that read or write YAML, CSV, files and other encodings. */
export const documents: readonly Row[] = [
  [
    read("yamldecode", PATHS),
    {
      openapi: "3.0.1",
      info: { title: "é", version: 1 },
      paths: {
        "/users/{id}": {
          get: {
            responses: {
              "200": { description: "a", x: null },
              "404": { title: "é", version: 1 },
            },
            tags: ["a", "b", true, "no", null],
            description: "one\ntwo\n",
            summary: "one two",
          },
        },
      },
    },
  ],
  [read("yamldecode", '{"a": {"b": [true, null]}}'), { a: { b: [true, null] } }],
  [read("yamldecode", "- - a\n  - b\n-\n  c: 1\n"), [["a", "b"], { c: 1 }]],
  [
    read("yamldecode", "[0x1F, 0o17, 017, 1_000, 1e3, .5, 1., +5, -5.50, 0b11, 1:20, -0x1f]"),
    [31, 15, 17, "1_000", 1000, 0.5, 1, 5, -5.5, "0b11", "1:20", "-0x1f"],
  ],
  [
    read("yamldecode", "[2001-1-2, 2001-12-14t21:59:43.10-05:00, 2001-12-14 1:2:3, 2001-13-02]"),
    ["2001-01-02T00:00:00Z", "2001-12-14T21:59:43-05:00", "2001-12-14T01:02:03Z", "2001-13-02"],
  ],
  [read("yamldecode", "[!!str 5, !!int 5, !!binary SGVsbG8=, !!str ]"), ["5", 5, "SGVsbG8=", ""]],
  [read("yamldecode", "on: {off: x}\n1.0: y\n"), { true: { false: "x" }, "1": true }],
  [
    read("yamldecode", "a: &x {q: 1}\nb: {<<: *x, q: 2}\nc: {q: 3, <<: *x}\n"),
    {
      a: { q: 1 },
      b: { q: 2 },
      c: { q: 1 },
    },
  ],
  [read("yamldecode", "a: 1\na: 2\n"), { a: 2 }],
  ...["", "a: b: c", "- a\n---\n- b", "!foo x", "? [a]\n: b", "~: x", ".nan", "a: &x {b: *x}"].map(
    (text): Row => [`\${can(${read("yamldecode", text).slice(2, -1)})}`, false],
  ),
  [
    '${yamlencode({ b = [1, { d = true, c = ["x", []] }], a = null, "é" = {}, z = [[1, 2], "~"] })}',
    '"a": null\n"b":\n- 1\n- "c":\n  - "x"\n  - []\n  "d": true\n"z":\n- - 1\n  - 2\n- "~"\n"é": {}\n',
  ],
  ["${yamlencode(null)}", "null\n...\n"],
  ["${yamlencode(1e30)}", "1000000000000000000000000000000\n...\n"],
  ['${yamlencode("a\\nb")}', "|-\n  a\n  b\n"],
  [
    '${yamlencode({ a = " a\\n", b = "\\n", c = "x\\n\\n" })}',
    '"a": |2\n   a\n"b": |2+\n\n"c": |+\n  x\n\n',
  ],
  ['${yamlencode(["a \\nb", "a\\n ", "a\\tb\\n"])}', '- "a \\nb"\n- "a\\n "\n- "a\\tb\\n"\n'],
  [
    '${yamlencode("\\u0000\\u001b\\u00a0\\u2028\\ufeff😀\\\\\\"")}',
    '"\\0\\e\u00a0\\L\\uFEFF\\U0001F600\\\\\\""\n',
  ],
  [
    '${yamlencode({ a = join(" ", [for i in range(20) : "word"]) })}',
    `"a": "${"word ".repeat(15)}word\n  word word word word"\n`,
  ],
  [
    read("csvdecode", 'a,b\n"x,\ny","q""q"\r\n\n5, 6'),
    [
      { a: "x,\ny", b: 'q"q' },
      { a: "5", b: " 6" },
    ],
  ],
  [read("csvdecode", "a\n"), []],
  [read("csvdecode", ",b\n,\n"), [{ "": "", b: "" }]],
  ...["", "a,b\n1\n", "a,a\n1,2", 'a\nx"y', 'a\n"x', 'a\n"x"y', "a\n1,2"].map((text): Row => [
    `\${can(${read("csvdecode", text).slice(2, -1)})}`,
    false,
  ]),
  ['${fileset(".", "*.t{xt,ftpl}")}', ["a.txt", "greeting.tftpl"]],
  ['${fileset(path.module, "**/[^a]*.tftpl")}', ["greeting.tftpl"]],
  ['${fileset(".", "./a.txt")}', ["a.txt"]],
  ['${fileset("none", "*")}', []],
  ['${[for name in fileset(".", "?.txt") : filemd5(name)]}', ["2e9d22dc720fc06145ffaaf76fb577c9"]],
  ['${templatestring(local.greeting, { name = "x" })}', "Hello x"],
  ['${textencodebase64("Hé", "UTF-16LE")}', "SADpAA=="],
  ['${textencodebase64("Hé", "UTF-16")}', "/v8ASADp"],
  ['${can(textencodebase64("€", "ISO-8859-1"))}', false],
  ['${textdecodebase64("SADpAA==", "UTF-16LE")}', "Hé"],
  ['${textdecodebase64("6Q==", "ISO-8859-1")}', "é"],
  ['${can(textdecodebase64("/w==", "UTF-8"))}', false],
  ['${core::upper("a")}', "A"],
  ["${core::try(local.map.zzz, 1)}", 1],
];
