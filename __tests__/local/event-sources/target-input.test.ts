import {
  targetInput,
  type TargetInput,
} from "../../../local/event-sources/event-bridge/target-input";

const EVENT = {
  version: "0",
  "detail-type": "order",
  source: "shop",
  detail: { id: "7", payload: { acc_id: "0a787ecb-4015", sf_id: "baz" }, tags: ["HIGH"], ok: true },
};
const RULE = { name: "orders", arn: "arn:aws:events:us-east-1:123456789012:rule/orders" };

const template = (text: string): TargetInput => ({
  kind: "template",
  paths: {
    id: "$.detail.id",
    payload: "$.detail.payload",
    tags: "$.detail.tags",
    ok: "$.detail.ok",
    none: "$.detail.none",
  },
  template: text,
});

test.each<[string, TargetInput, string]>([
  ["the event", { kind: "event" }, JSON.stringify(EVENT)],
  ["a constant", { kind: "constant", text: '{"a":1}' }, '{"a":1}'],
  ["a part", { kind: "path", path: "$.detail.payload.sf_id" }, '"baz"'],
  ["an element of a list", { kind: "path", path: "$.detail['tags'][0]" }, '"HIGH"'],
  ["a text", template('"hello <id>"'), '"hello 7"'],
  ["a text without a missing value", template('"hello <none>"'), '"hello "'],
  [
    "an object in an object",
    template('{"b": <payload>}'),
    `{"b": ${JSON.stringify(EVENT.detail.payload)}}`,
  ],
  ["a value with and without quotes", template('{"a": <id>, "b": "<id>"}'), '{"a": "7", "b": "7"}'],
  [
    "objects, lists and booleans in a text",
    template('"<payload> <tags> <ok>"'),
    '"{acc_id:0a787ecb-4015,sf_id:baz} [HIGH] true"',
  ],
  ["several lines", template('"<id> x"\n"<id> y"'), '"7 x"\n"7 y"'],
  ["the rule", template('"<aws.events.rule-name> <aws.events.rule-arn>"'), `"orders ${RULE.arn}"`],
  [
    "the event without its detail",
    template("<aws.events.event>"),
    '{"version":"0","detailType":"order","source":"shop"}',
  ],
  ["the whole event", template("<aws.events.event.json>"), JSON.stringify(EVENT)],
])("a target gets %s", (_, input, expected) => {
  expect(targetInput(input, EVENT, RULE)).toBe(expected);
});
