import { PatternError } from "../../../../../local/gateway/common/java/regex";
import { CutError } from "../../../../../local/gateway/common/limits/work-limit";
import { useSmallWorkLimit } from "../../support/work-limit";
import { render } from "./support/render";

const LOOP = "#foreach($i in [1..1000])";
const NESTED = `${LOOP}${LOOP}${LOOP}`;
const ENDS = "#end#end#end";
const LONG = "a".repeat(1_000_000);

/** Seconds of the processor's time: many times the limit, and far less than any case would take. */
const CUT_WITHIN = 3;

describe("a template is cut that", () => {
  useSmallWorkLimit();

  test.each<[string, string, string?]>([
    ["loops a thousand million times", `${NESTED}#set($x = $i)${ENDS}`],
    ["doubles a text by quotes", `#set($s = "ab")${LOOP}#set($s = "$s$s")#end`],
    ["doubles a text by a sum", `#set($s = "ab")${LOOP}#set($s = $s + $s)#end`],
    ["doubles a text by concat", `#set($s = "ab")${LOOP}#set($s = $s.concat($s))#end`],
    ["doubles a text by replace", `#set($s = "ab")${LOOP}#set($s = $s.replace("a", "aa"))#end`],
    [
      "doubles a text by a pattern",
      `#set($s = "ab")${LOOP}#set($s = $s.replaceAll("(.)", "$1$1"))#end`,
    ],
    ["doubles a list", `#set($l = [1])${LOOP}#set($x = $l.addAll($l))#end`],
    ["fills a list with maps", `#set($l = [])${NESTED}#set($x = $l.add({}))${ENDS}`],
    ["fills a list with ranges", `#set($l = [])${LOOP}#set($x = $l.add([1..100000]))#end`],
    [
      "fills a map",
      `#set($m = {})${NESTED}#set($m["$i $velocityCount $x"] = {})#set($x = "$x$i")${ENDS}`,
    ],
    [
      "prints a list that holds itself twice, often",
      `#set($l = [1])${LOOP}#set($l = [$l, $l])#end$l`,
    ],
    ["prints a map that holds itself", "#set($m = {})#set($x = $m.put('m', $m))$m"],
    ["squares a number", `#set($n = 9)${LOOP}#set($n = $n * $n)#end$n`],
    ["calls a macro thrice within itself", "#macro(m)#m()#m()#m()#end#m()"],
    [
      "reads a body again and again",
      `${LOOP}#set($x = $util.parseJson($input.body))#end`,
      `"${LONG}"`,
    ],
    [
      "looks for long texts in long ones",
      "#set($x = $input.path('$.in').contains($input.path('$.part')))",
      JSON.stringify({ in: LONG, part: `b${LONG.slice(500_000)}` }),
    ],
    [
      "scans a body at every depth of every depth",
      "$input.json('$..*..*..*')",
      "[".repeat(900) + "]".repeat(900),
    ],
    ["reads a number of millions of digits", "$input.json('$')", "9".repeat(5_000_000)],
    [
      "reads millions of Doubles",
      `${LOOP}#set($x = $util.parseJson($input.body))#end`,
      `[${"1e9,".repeat(100_000)}1]`,
    ],
    ["backtracks in matches", "$input.body.matches('(a+)+b')", "a".repeat(50)],
    ["backtracks in replaceAll", "$input.body.replaceAll('(a+)+b', '')", "a".repeat(50)],
    ["backtracks in replaceFirst", "$input.body.replaceFirst('(a+)+b', '')", "a".repeat(50)],
    ["backtracks in split", "$input.body.split('(a+)+b')", "a".repeat(50)],
    [
      "tries many patterns, each quick by itself",
      `${NESTED}#set($x = $input.body.matches('a*b'))${ENDS}`,
      "a".repeat(450),
    ],
    ["backtracks by alternatives", `$input.body.matches('${"(a|a)".repeat(40)}b')`, "a".repeat(50)],
    [
      "backtracks by options",
      `$input.body.matches('${"a?".repeat(28)}${"a".repeat(28)}b')`,
      // Long enough that V8 can't rule a match out by the length.
      "a".repeat(60),
    ],
    ["backtracks in a filter", "$input.json('$[?(@ =~ /(a+)+b/)]')", `["${"a".repeat(50)}"]`],
  ])("%s", (_, template, body = "") => {
    const start = process.cpuUsage();

    expect(() => render(template, body)).toThrow(CutError);

    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(CUT_WITHIN);
  });
});

test.each([
  ["that is long", "a|".repeat(1_000_000)],
  ["with many optional parts", "a?".repeat(60) + "a".repeat(60)],
  ["with many optional parts in braces", "a{0,1}".repeat(60) + "a".repeat(60)],
])("a pattern %s is refused before V8 compiles it", (_, pattern) => {
  expect(() => render("$input.body.matches($input.body)", pattern)).toThrow(PatternError);
});

test("a pattern may have some optional parts", () => {
  const pattern = `(?:a|b)*?${"a?".repeat(20)}`;

  expect(render(`$input.body.matches('${pattern}')`, "abba")).toBe("true");
});

describe("a template is not cut that", () => {
  const large = JSON.stringify(
    Array.from({ length: 15_000 }, (_, id) => ({ id, name: "x".repeat(150) })),
  );

  test.each([
    ["passes on a body of megabytes", "$input.json('$')"],
    ["takes a body of megabytes apart", "#set($x = $input.path('$'))$x"],
    ["escapes a body of megabytes", "$util.escapeJavaScript($input.body)"],
  ])("%s", (_, template) => {
    expect(render(template, large).length).toBeGreaterThan(2_500_000);
  });

  test("loops a hundred thousand times", () => {
    expect(render(`${LOOP}#foreach($j in [1..100]).#end#end`)).toHaveLength(100_000);
  });
});

describe("a template that was cut", () => {
  useSmallWorkLimit();

  test("leaves the next one its whole limit, however it was cut", () => {
    for (const template of ["$input.body.matches('(a+)+b')", `${NESTED}${ENDS}`]) {
      expect(() => render(template, "a".repeat(50))).toThrow(CutError);
    }

    expect(render("$input.body.matches('a+')", "a".repeat(50))).toBe("true");
  });
});
