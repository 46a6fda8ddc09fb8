import fc from "fast-check";
import { parseJson, stringifyJson } from "../../../../../local/gateway/common/java/json";
import { render } from "./support/render";

describe("a number", () => {
  test.each<[string, string, string, string]>([
    [
      "over 2^53 stays as it is",
      "$input.path('$.n')",
      '{"n":12345678901234567890}',
      "12345678901234567890",
    ],
    [
      "over 2^53 stays so in JSON",
      "$input.json('$')",
      '{"n":[9007199254740993]}',
      '{"n":[9007199254740993]}',
    ],
    ["with a fraction of zero stays a Double", "$input.json('$')", '{"n":1.0}', '{"n":1.0}'],
    ["with an exponent is a Double", "$input.path('$.n')", '{"n":1e3}', "1000.0"],
    ["of 10^7 and more has an exponent", "$input.path('$.n')", '{"n":12345678.9}', "1.23456789E7"],
    [
      "of parseJson is as exact",
      "$util.parseJson($input.body).n",
      '{"n":9007199254740993}',
      "9007199254740993",
    ],
    ["in a text is text", "$input.json('$.t')", '{"t":"a \\"1.0\\" 1e3"}', '"a \\"1.0\\" 1e3"'],
    ["that is a Double divides as one", "#set($x = $input.path('$.n') / 4)$x", '{"n":10.0}', "2.5"],
    ["literal with a fraction is a Double", "#set($x = 10 / 4.0)$x", "", "2.5"],
    ["that is whole divides to a whole one", "#set($x = -7 / 2)$x", "", "-3"],
    [
      "that is whole has all its digits after arithmetic",
      "#set($x = $input.path('$.n') + 1)$x",
      '{"n":9007199254740993}',
      "9007199254740994",
    ],
    ["divided by zero is nothing", "#set($x = 1 / 0)[$x]", "", "[]"],
    ["equals another of its value", "#if($input.path('$.n') == 1)yes#end", '{"n":1.0}', "yes"],
    [
      "is compared by its value",
      "#if($input.path('$.n') > 9007199254740992)yes#end",
      '{"n":9007199254740993}',
      "yes",
    ],
    [
      "is compared in a filter",
      "$input.json('$.a[?(@.n > 1.5)].n')",
      '{"a":[{"n":1.0},{"n":2.0}]}',
      "[2.0]",
    ],
    ["holds nothing that a path finds", "$input.json('$..*')", '{"n":1.0}', "[1.0]"],
    [
      "is cut where a range begins",
      "#foreach($i in [$input.path('$.n')..3])#set($j = $i + 1)$j#end",
      '{"n":1.5}',
      "234",
    ],
    ["is cut by intValue", "$input.path('$.n').intValue()", '{"n":2.9}', "2"],
  ])("%s", (_, template, body, expected) => {
    expect(render(template, body)).toBe(expected);
  });

  test("of any JSON comes through unchanged, with all that is around it", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const compact = stringifyJson(parseJson(json));

        expect(JSON.parse(compact)).toEqual(JSON.parse(json));
      }),
    );
  });

  test("is found behind texts of megabytes, whatever is escaped in them", () => {
    const text = JSON.stringify('\\"\n1.0'.repeat(500_000));

    expect(stringifyJson(parseJson(`[${text},1.0]`))).toBe(`[${text},1.0]`);
  });

  test("that is whole comes through digit by digit, however many it has", () => {
    fc.assert(
      fc.property(fc.bigInt(), (whole) => {
        expect(stringifyJson(parseJson(`{"n":${whole}}`))).toBe(`{"n":${whole}}`);
      }),
    );
  });
});
