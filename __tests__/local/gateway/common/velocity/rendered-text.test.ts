import { notJson, shownText } from "../../../../../local/gateway/common/velocity/rendered-text";

describe("the reason why a rendered text isn't JSON", () => {
  test("has the place of the error, and the text in one line", () => {
    const text = '{\n  "id": "7",\n  "name": ,\n  "tags": []\n}\n';

    expect(notJson("the request", text)).toBe(
      "the request is not JSON: value expected in line 3, column 11; " +
        'the text is { "id": "7", "name": , "tags": [] }',
    );
  });

  test("has what is around the error of a long text, and its beginning", () => {
    const lines = Array.from({ length: 100 }, (_, index) => `  "key${index}": ${index},\n`);
    const reason = notJson("the request", `{\n${lines.join("")}  "last": x\n}`);

    expect(reason).toMatch(
      /^the request is not JSON: invalid symbol in line 102, column 11, near "key98": 98, "key99": 99, "last": x }; the text is { "key0": 0, /,
    );
    expect(reason).toMatch(/…$/);
    expect(reason.length).toBeLessThan(400);
  });

  test("is short for a text of too many levels", () => {
    const reason = notJson("the request", "[".repeat(200_000));

    expect(reason).toMatch(
      /^the request is not JSON: too many levels in line 1, column 1, near \[+; /,
    );
    expect(reason.length).toBeLessThan(400);
  });
});

test("an empty text is described as such", () => {
  expect(shownText(" \n")).toBe("the text is empty");
});
