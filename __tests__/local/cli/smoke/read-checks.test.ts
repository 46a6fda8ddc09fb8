import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readChecks } from "../../../../local/cli/smoke/read-checks";
import { blocksIn, section } from "../../../readme/pages";
import { ROOT } from "../../../support/root";
import { writeFileIn } from "../../../support/write-file";

const folder = mkdtempSync(path.join(os.tmpdir(), "checks-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The message for a file with this text, without the file's folder. */
function refusal(text: string): string {
  const file = writeFileIn(folder, "checks.json", text);
  return messageFor(file).replaceAll(`${folder}/`, "");
}

/** Empty if the file is accepted. */
function messageFor(file: string): string {
  try {
    readChecks(file);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

const refusalOf = (...checks: readonly unknown[]) =>
  refusal(JSON.stringify({ apis: { shop: { checks } } }));

const OK = { status: 200 };

test("the checks of the sample systems are read", () => {
  const { apis } = readChecks(path.join(ROOT, "__tests__/smoke.json"));

  expect(Object.values(apis).flatMap(({ checks }) => checks)).toHaveLength(15);
});

test("the example of local/README.md is read", () => {
  const [, example] = blocksIn(section("local/README.md", "Check a deployment"));

  expect(refusal(example?.text ?? "")).toBe("");
});

test.each([
  ["{", "checks.json:1:2: not valid JSON: close brace expected."],
  ['{\n  "apis": {"a": 1,}}', "checks.json:2:19: not valid JSON: property name expected."],
  ["", "checks.json:1:1: not valid JSON: value expected."],
  ['{"apis": {},\n "apis": {}}', 'checks.json:2:2: "apis" occurs twice. Keep one.'],
])("%j is refused with the line and column", (text, message) => {
  expect(refusal(text)).toBe(message);
});

test("every fault is named with its place and what is allowed", () => {
  const text = [
    '{ "apis": { "shop": { "outpt": "url", "checks": [',
    '  { "request": "get /", "response": {} },',
    "  {}, 7",
    '] }, "my shop": { "checks": [] } } }',
  ].join("\n");

  expect(refusal(text).split("\n")).toEqual([
    'checks.json:1:11: apis has the name "my shop"; allowed: an object of at least one API; names have letters, digits, _ and -.',
    'checks.json:1:21: apis.shop has "outpt", which is unknown; allowed: output, address, checks.',
    'checks.json:2:16: apis.shop.checks[0].request is "get /"; allowed: a method and a path, such as GET /notes/1.',
    'checks.json:2:37: apis.shop.checks[0].response lacks "status"; allowed: an object with the response that the request must get.',
    'checks.json:3:3: apis.shop.checks[1] lacks "request"; allowed: an object with a request or a conversation.',
    'checks.json:3:3: apis.shop.checks[1] lacks "response"; allowed: an object with a request or a conversation.',
    "checks.json:3:7: apis.shop.checks[2] is 7; allowed: an object with a request or a conversation.",
    "checks.json:4:29: apis.my shop.checks is []; allowed: a list of at least one check.",
  ]);
});

test.each<[what: string, check: object, message: string]>([
  [
    "a body of a GET",
    { request: "GET /", json: {}, response: OK },
    "checks[0] has a body, but a GET request has none.",
  ],
  [
    "two kinds of bodies",
    { request: "PUT /", json: {}, text: "", response: OK },
    "checks[0] has text and json; allowed: one of them.",
  ],
  [
    "two kinds of expected bodies",
    { request: "GET /", response: { ...OK, json: 1, schema: {} } },
    "checks[0].response has json and schema; allowed: one of them.",
  ],
  [
    "what is not a schema",
    { request: "GET /", response: { ...OK, schema: { typ: "object" } } },
    'checks[0].response.schema is not a JSON Schema: strict mode: unknown keyword: "typ".',
  ],
  [
    "what is not a schema of a header",
    { request: "GET /", response: { ...OK, headers: { etag: { typ: "object" } } } },
    "checks[0].response.headers.etag is not a JSON Schema: ",
  ],
  [
    "what is not a regular expression",
    { request: "GET /", response: OK, save: { id: { pattern: "(" } } },
    "checks[0].save.id.pattern is not a regular expression: ",
  ],
  [
    "a pattern without a group",
    { request: "GET /", response: OK, save: { id: { pattern: "id" } } },
    "checks[0].save.id.pattern has 0 groups; allowed: one group in parentheses, which is the value.",
  ],
  [
    "an unknown value",
    { request: "GET /${id}", response: OK, save: { id: { pointer: "/id" } } },
    "checks[0] has ${id}, which no earlier check of the API saves; allowed: unique. Write $${ for a literal ${.",
  ],
  [
    "an unknown client",
    { conversation: "a", clients: { ana: {} }, frames: [{ from: "ben", text: "" }] },
    'checks[0].frames[0].from is "ben"; allowed: a client of the conversation that isn\'t refused (ana).',
  ],
  [
    "a frame to a client that is refused",
    { conversation: "a", clients: { ana: { refused: 401 } }, frames: [{ to: "ana" }] },
    'checks[0].frames[0].to is "ana"; allowed: a client of the conversation that isn\'t refused (none).',
  ],
  [
    "an empty frame",
    { conversation: "a", clients: { ana: {} }, frames: [{ from: "ana" }] },
    'checks[0].frames[0] lacks what the client sends: "text" or "json".',
  ],
  [
    "an unknown key of a frame",
    { conversation: "a", clients: { ana: {} }, frames: [{ to: "ana", jsn: 1 }] },
    'checks[0].frames[0] has "jsn", which is unknown; allowed: to, where, text, json, schema.',
  ],
])("%s is refused", (_, check, message) => {
  expect(refusalOf(check)).toContain(`apis.shop.${message}`);
});

test("a file that isn't there is refused with an example of one", () => {
  const message = messageFor("no-such.json");
  const [, example = ""] = /\. Write it, for example:\n\n(.*)$/s.exec(message) ?? [];

  expect(message).toMatch(/^--checks no-such.json can't be read: ENOENT/);
  expect(example).toContain('"GET /books/7"');
  expect(refusal(example)).toBe("");
});
