import { batchItemFailures } from "../../../local/event-sources/mapping/batch-response";

const KNOWN = new Set(["a", "b"]);

test.each(["", "null", '""', "{}", '{"batchItemFailures":[]}', '{"batchItemFailures":null}'])(
  "the response %j is a success",
  (payload) => {
    expect(batchItemFailures(payload, KNOWN)).toEqual(new Set());
  },
);

test("the response names what has failed", () => {
  const payload = '{"batchItemFailures":[{"itemIdentifier":"b"}]}';

  expect(batchItemFailures(payload, KNOWN)).toEqual(new Set(["b"]));
});

test.each([
  "not JSON",
  '"text"',
  "[]",
  '{"batchItemFailures":{}}',
  '{"batchItemFailures":[null]}',
  '{"batchItemFailures":[{"foo":"notvalid"}]}',
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"itemIdentifier":null}]}',
  '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"unknown"}]}',
])("the response %j fails the whole batch", (payload) => {
  expect(batchItemFailures(payload, KNOWN)).toBe("all");
});
