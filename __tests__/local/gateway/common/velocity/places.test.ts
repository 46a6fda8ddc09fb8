import fc from "fast-check";
import { compileTemplates } from "../../../../../local/gateway/common/velocity/compile-templates";
import { branchesOf } from "../../../../../local/gateway/common/velocity/branches";
import { parseTemplate } from "../../../../../local/gateway/common/velocity/parse-template";
import type { Reference } from "../../../../../local/gateway/common/velocity/syntax";
import {
  compileTemplate,
  TemplateError,
} from "../../../../../local/gateway/common/velocity/template";

describe("a template that can't be served is refused with its place", () => {
  test.each([
    ["a\n  #if($x) b", "line 2, column 3: #if has no #end"],
    ["#foreach($x in $y)#if($x) #end", "line 1, column 1: #foreach has no #end"],
    ["x\n#else y", "line 2, column 1: #else is not supported here"],
    ["a\n #if($x ==)\n#end", 'line 2, column 11: ")" can\'t be parsed by Velocity here'],
    ["\n #foo()", "line 2, column 2: #foo is not a directive of API Gateway's templates"],
    ["\n#if($a.nope())#end", "line 2, column 5: the method nope() is not supported"],
    ['#set($x = "é $a.nope()")', "line 1, column 14: the method nope() is not supported"],
    ['#set($x = "\\"a\\" $a.nope()")', "line 1, column 18: the method nope() is not supported"],
    ["a #end b", "an #end closes nothing"],
  ])("%j", (template, problem) => {
    const compile = () =>
      compileTemplates("api.a", "request_templates", { "text/plain": template });

    expect(compile).toThrow(`api.a: request_templates for text/plain can't be served: ${problem}`);
  });
});

test.each([
  ["a ## #if", "a "],
  ["a\\", "a\\"],
  ["a#", "a#"],
  ["#[[#end]]#", "#end"],
  ["#*#end*#b", "b"],
  ["\\#end", "#end"],
])("%j has no directive that could be unbalanced", (template, rendered) => {
  expect(compileTemplate(template).render([])).toBe(rendered);
});

test("every reference is found, also those inside directives and strings", () => {
  const source = `## comment\r\n#set($a = {"k": [$b, '$no']})\r\n#if("$c \${d.get($f)}" == '$no' || $g[$h])#end`;
  const missing: string[] = [];

  compileTemplate(source, {
    onMissing: ({ at }) => missing.push(source.slice(at, at + 3)),
  }).render([]);

  expect(missing).toEqual(["$b,", "$c ", "${d", "$f)", "$h]"]);
});

test("the branches of an #if begin at their directives", () => {
  const source = "#if($a)1#elseif($b)2#{else}3#end";
  const [block] = parseTemplate(source);
  const branches = Array.isArray(block) ? branchesOf(block) : [];

  expect(branches.map(([{ at }]) => source.slice(at, at + 6))).toEqual([
    "#if($a",
    "#elsei",
    "#{else",
  ]);
});

test("whatever surrounds it, a reference is found at its dollar sign", () => {
  const parts = [
    ...['#if($a == "x $b")', "#else", "#{end}", "#end", "#foreach($i in $l)", "#set($x = '$q')"],
    ...["## $c\r\n", "#* $c *#", "#[[ $c ]]#", "\\$c", "$a[$b].c", "$!{b.c}", "$l.get($i)"],
    ...["\n", "\r\n", " ", "é", "#", "$", '"', "#set($x = [1..$n])", "#macro(m $p)", "#m($a)"],
  ];
  const template = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join(""));

  fc.assert(
    fc.property(template, (source) => {
      const signs = referencesOf(source).map(({ at }) => source[at]);

      return signs.every((sign) => sign === "$");
    }),
    { numRuns: 2000 },
  );
});

/** Every reference of a template; none if it can't be parsed. */
function referencesOf(source: string): Reference[] {
  try {
    return inside(parseTemplate(source));
  } catch (error) {
    if (error instanceof TemplateError) {
      return [];
    }
    throw error;
  }
}

function inside(node: unknown): Reference[] {
  if (typeof node !== "object" || node === null) {
    return [];
  }
  const found = "type" in node && node.type === "references" ? [node as Reference] : [];
  return [...found, ...Object.values(node).flatMap(inside)];
}
