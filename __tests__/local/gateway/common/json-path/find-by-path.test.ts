import fc from "fast-check";
import { parseJson, stringifyJson } from "../../../../../local/gateway/common/java/json";
import { findByPath } from "../../../../../local/gateway/common/json-path";

const STORE = `{
  "book": [
    {"category": "reference", "author": "Rees", "price": 8.95, "tags": ["S"]},
    {"category": "fiction", "author": "Waugh", "price": 12.99, "tags": ["S", "M"]},
    {"category": "fiction", "author": "Melville", "price": 8.99, "isbn": null, "tags": []}
  ],
  "user-id": 7, "a b": 1, "x.y": 2, "@type": "t", "expensive": 10, "big": 9007199254740993
}`;

function find(path: string, json = STORE): string | undefined {
  const found = findByPath(parseJson(json), path);
  return found === undefined ? undefined : stringifyJson(found);
}

describe("a path finds what Jayway's JsonPath does", () => {
  test.each<[string, string | undefined]>([
    ["$.expensive", "10"],
    ["expensive", "10"],
    ["$['book'][0]['author']", '"Rees"'],
    ['$["a b"]', "1"],
    ["$['x.y']", "2"],
    ["$.user-id", "7"],
    ["$.@type", '"t"'],
    ["$.big", "9007199254740993"],
    ["$.book[-1].author", '"Melville"'],
    ["$.book[9]", undefined],
    ["$.none.author", undefined],
    ["$.expensive.length", undefined],
    ["$.book[2].isbn", "null"],
    ["$['expensive','user-id','none']", '{"expensive":10,"user-id":7}'],
    ["$.book[*].author", '["Rees","Waugh","Melville"]'],
    ["$..author", '["Rees","Waugh","Melville"]'],
    ["$..book[0,2].author", '["Rees","Melville"]'],
    ["$.book[:2].price", "[8.95,12.99]"],
    ["$.book[1:2].price", "[12.99]"],
    ["$.book[-1:].price", "[8.99]"],
    ["$.none[*]", "[]"],
    ["$..none", "[]"],
    ["$.book.length()", "3"],
    ["$..author.length()", "3"],
    ["$.book[0].keys()", '["category","author","price","tags"]'],
    ["$..price.max()", "12.99"],
  ])("%s", (path, expected) => {
    expect(find(path)).toBe(expected);
  });

  test.each([
    ["@.isbn", ["Melville"]],
    ["!@.isbn", ["Rees", "Waugh"]],
    ["@.price < 10", ["Rees", "Melville"]],
    ["@.price <= $.expensive && @.category == 'fiction'", ["Melville"]],
    ["@['price']>10||@.author=='Rees'", ["Rees", "Waugh"]],
    ["!(@.category == 'fiction')", ["Rees"]],
    ["@.isbn == null", ["Melville"]],
    ["@.author != 'Rees'", ["Waugh", "Melville"]],
    ["@.author =~ /.*(EE|l{2}).*/i", ["Rees", "Melville"]],
    ["@.author =~ /ee/", []],
    ["@.author in ['Rees', \"Waugh\"]", ["Rees", "Waugh"]],
    ["@.author nin ['Rees']", ["Waugh", "Melville"]],
    ["@.tags contains 'M'", ["Waugh"]],
    ["@.tags subsetof ['S']", ["Rees", "Melville"]],
    ["@.tags anyof ['S']", ["Rees", "Waugh"]],
    ["@.tags noneof ['S']", ["Melville"]],
    ["@.tags size 2", ["Waugh"]],
    ["@.tags empty true", ["Melville"]],
    ["@.tags.length() == 1", ["Rees"]],
    ["@.tags[?(@ == 'M')]", ["Waugh"]],
    ["@.none == @.nothing", []],
    ["@.author ~~ 'Rees'", []],
    ["@.price + 1 > 0", []],
  ])("[?(%s)]", (filter, expected) => {
    expect(find(`$.book[?(${filter})].author`)).toBe(JSON.stringify(expected));
  });

  test("a filter accepts or rejects an object as a whole, at any depth", () => {
    const json = '{"a": {"b": 1}, "c": [{"b": 2}]}';

    expect(find("$.a[?(@.b == 1)]", json)).toBe('[{"b":1}]');
    expect(find("$..[?(@.b)].b", json)).toBe("[1,2]");
  });

  test.each([
    "",
    "$.",
    "$..",
    "$[",
    "$x",
    "$.a b",
    "$['a'",
    "$[1",
    "$[:]",
    "$.exec('x')",
    "$[(@)]",
  ])("%j, which is not a path, finds nothing", (path) => {
    expect(find(path)).toBeUndefined();
  });
});

const CALL = `constructor("globalThis.POLLUTED = 1")()`;

/** Ways out of other implementations' sandboxes. */
const ATTACKS = [
  `$.a[?(@.constructor'(@.getPrototypeOf(@.keys).${CALL})')]`,
  `$.a[?(@.constructor.${CALL})]`,
  `$.a[?(@['constructor']['${CALL}'])]`,
  `$.a[?([].constructor.${CALL})]`,
  "$.a[?(@.constructor.constructor`globalThis.POLLUTED = 1```)]",
  "$.a[?(`${globalThis.POLLUTED = 1}`)]",
  "$.a[?(globalThis.POLLUTED = 1)]",
  `$.a[(${CALL})]`,
  `$.a[?(Object.getPrototypeOf(function(){}).${CALL})]`,
  `$..[?(p="this.process.mainModule.require('child_process')";a=''[['constructor']][['constructor']](p);a())]`,
  "$.a[?(@.__proto__.POLLUTED = 1)]",
  "$.a.__proto__.POLLUTED",
  "$.a[?(@root.constructor)]",
  "$.a[?(@path.constructor)]^",
  "$.a[?(@.b =~ /(?{globalThis.POLLUTED = 1})/)]",
];

describe("a path runs no code", () => {
  test.each(ATTACKS)("%s", (path) => {
    const found = findByPath(parseJson('{"a": [{"b": 1}]}'), path);

    expect(found ?? []).toEqual([]);
    expect(globalThis).not.toHaveProperty("POLLUTED");
    expect(Object.prototype).not.toHaveProperty("POLLUTED");
  });

  test.each(["constructor", "__proto__", "toString", "length", "valueOf"])(
    "%s is a name like any other",
    (name) => {
      const path = `$.a['${name}']`;

      expect(find(path, '{"a": []}')).toBeUndefined();
      expect(find(path, '{"a": {}}')).toBeUndefined();
      expect(find(path, `{"a": {"${name}": 1}}`)).toBe("1");
    },
  );

  test("any path finds only values of the document", () => {
    const words = [...ATTACKS, ...ATTACKS.flatMap((attack) => attack.split(/(?=[[\](){}.'"`?@])/))];
    const grammar = [
      "$",
      "@",
      "..",
      ".",
      "[",
      "]",
      "*",
      "?(",
      ")",
      "'",
      "a",
      "b",
      " == ",
      "0",
      ":1",
    ];
    const path = fc
      .array(fc.constantFrom(...words, ...grammar), { maxLength: 12 })
      .map((parts) => `$${parts.join("")}`);
    const globals = Object.getOwnPropertyNames(globalThis);

    fc.assert(
      fc.property(fc.oneof(path, fc.string()), (text) => {
        const found = findByPath(JSON.parse('{"a": [{"b": 1}], "constructor": "own"}'), text);

        expect(JSON.stringify(found ?? null)).toMatch(
          /^(?:["[\]{},:]|a|b|1|0|constructor|own|null)*$/,
        );
      }),
      { numRuns: 5000 },
    );

    expect(Object.getOwnPropertyNames(globalThis)).toEqual(globals);
  });
});
