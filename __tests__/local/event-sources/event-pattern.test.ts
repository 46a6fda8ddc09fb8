import { parsePattern } from "../../../local/event-sources/pattern/event-pattern";

const EVENT = {
  source: "aws.ec2",
  account: "123456789012",
  resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-1", "other"],
  detail: {
    state: "running",
    name: "Fluffy.PNG",
    empty: "",
    nothing: null,
    price: 12.5,
    count: 0,
    isNew: true,
    ip: "10.0.0.7",
    path: "a*b",
    items: [{ sku: "x" }, { sku: "y", size: 3 }],
  },
};

/** By the table of comparison operators in EventBridge's user guide. */
test.each<[string, object, object?]>([
  ["a value", { state: ["running"] }, { state: ["stopped"] }],
  ["one of several values", { state: ["stopped", "running"] }, { state: ["a", "b"] }],
  ["a number", { price: [12.5], count: [0] }, { price: ["12.5"] }],
  ["a boolean", { isNew: [true] }, { isNew: ["true"] }],
  ["null", { nothing: [null] }, { missing: [null] }],
  ["an empty text", { empty: [""] }, { nothing: [""] }],
  ["several fields", { state: ["running"], isNew: [true] }, { state: ["running"], isNew: [false] }],
  ["prefix", { state: [{ prefix: "run" }] }, { state: [{ prefix: "RUN" }] }],
  ["prefix, ignoring case", { state: [{ prefix: { "equals-ignore-case": "RUN" } }] }],
  ["suffix", { name: [{ suffix: ".PNG" }] }, { name: [{ suffix: ".png" }] }],
  ["suffix, ignoring case", { name: [{ suffix: { "equals-ignore-case": ".png" } }] }],
  [
    "equals-ignore-case",
    { state: [{ "equals-ignore-case": "RUNNING" }] },
    { state: [{ "equals-ignore-case": "run" }] },
  ],
  ["wildcard", { name: [{ wildcard: "Fl*.P*" }] }, { name: [{ wildcard: "Fl*.png" }] }],
  ["an escaped wildcard", { path: [{ wildcard: "a\\*b" }] }, { name: [{ wildcard: "Fluff\\*" }] }],
  ["a dot in a wildcard", { ip: [{ wildcard: "10.*" }] }, { state: [{ wildcard: "runn.ng" }] }],
  [
    "anything-but a value",
    { state: [{ "anything-but": "stopped" }] },
    { state: [{ "anything-but": "running" }] },
  ],
  [
    "anything-but several values",
    { price: [{ "anything-but": [1, 2] }] },
    { price: [{ "anything-but": [1, 12.5] }] },
  ],
  [
    "anything-but prefix",
    { state: [{ "anything-but": { prefix: "stop" } }] },
    { state: [{ "anything-but": { prefix: ["stop", "run"] } }] },
  ],
  [
    "anything-but suffix",
    { name: [{ "anything-but": { suffix: ".gif" } }] },
    { name: [{ "anything-but": { suffix: ".PNG" } }] },
  ],
  [
    "anything-but, ignoring case",
    { state: [{ "anything-but": { "equals-ignore-case": "stopped" } }] },
    { state: [{ "anything-but": { "equals-ignore-case": ["RUNNING"] } }] },
  ],
  [
    "anything-but wildcard",
    { state: [{ "anything-but": { wildcard: "*x*" } }] },
    { state: [{ "anything-but": { wildcard: "*nn*" } }] },
  ],
  [
    "anything-but, of a field that must be there",
    { state: [{ "anything-but": "x" }] },
    { missing: [{ "anything-but": "x" }] },
  ],
  ["numeric =", { price: [{ numeric: ["=", 12.5] }] }, { price: [{ numeric: ["=", 12] }] }],
  [
    "a numeric range",
    { price: [{ numeric: [">", 0, "<=", 12.5] }] },
    { price: [{ numeric: [">=", 0, "<", 12.5] }] },
  ],
  [
    "numeric of a number only",
    { count: [{ numeric: ["<", 1] }] },
    { empty: [{ numeric: ["<", 1] }] },
  ],
  ["exists", { state: [{ exists: true }] }, { missing: [{ exists: true }] }],
  ["exists false", { missing: [{ exists: false }] }, { state: [{ exists: false }] }],
  ["cidr", { ip: [{ cidr: "10.0.0.0/24" }] }, { ip: [{ cidr: "10.0.1.0/24" }] }],
  [
    "$or",
    { $or: [{ state: ["stopped"] }, { price: [{ numeric: [">", 12] }] }] },
    { $or: [{ state: ["stopped"] }, { price: [1] }] },
  ],
  ["a field of an object in a list", { items: { sku: ["y"] } }, { items: { sku: ["z"] } }],
])("%s", (_, matching, other = { state: ["never"] }) => {
  expect(parsePattern(JSON.stringify({ detail: matching }))(EVENT)).toBe(true);
  expect(parsePattern(JSON.stringify({ detail: other }))(EVENT)).toBe(false);
});

test("a list in the event matches if one of its elements does", () => {
  const ofInstance = parsePattern('{"resources":[{"prefix":"arn:aws:ec2"}]}');

  expect(ofInstance(EVENT)).toBe(true);
  expect(ofInstance({ ...EVENT, resources: ["other"] })).toBe(false);
  expect(ofInstance({ ...EVENT, resources: [] })).toBe(false);
});

test.each([
  ["[1]", "the event pattern is [1]; expected an object"],
  ["{", "the event pattern is not valid JSON"],
  ['{"source":"aws"}', 'has "aws" for source; expected a list of values, or an object'],
  ['{"detail":{"a":[]}}', "has [] for detail.a; expected a list of values"],
  ['{"a":[{"like":"x"}]}', 'has {"like":"x"} for a; expected a value, or one of prefix, suffix'],
  ['{"a":[{"prefix":1}]}', "expected prefix with a string"],
  ['{"a":[{"numeric":["~",1]}]}', "expected numeric with pairs of =, <, <=, >, >= and a number"],
  ['{"a":[{"cidr":"x"}]}', "expected cidr with a range such as 10.0.0.0/24"],
  ['{"a":[{"exists":"yes"}]}', "expected exists with true or false"],
  ['{"$or":{"a":[1]}}', 'has {"a":[1]} for $or; expected a list of patterns'],
])("%s is refused", (text, message) => {
  expect(() => parsePattern(text)).toThrow(message);
});
