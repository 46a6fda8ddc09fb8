import { PatternError } from "../../../../../local/gateway/common/java/regex";
import { inputVariable } from "../../../../../local/gateway/common/velocity/input";
import {
  compileTemplate,
  TemplateError,
} from "../../../../../local/gateway/common/velocity/template";
import { fromJson, SilentMap } from "../../../../../local/gateway/common/velocity/values";
import { render } from "./support/render";

describe("what a reference prints", () => {
  test.each<[string, string, unknown, string]>([
    ["an object as Java prints a map", "$input.path('$')", { a: "b", c: 1 }, "{a=b, c=1}"],
    ["a list of JSON as JSON", "$input.path('$')", [{ foo: "bar" }], '[{"foo":"bar"}]'],
    ["a list inside an object as JSON", "$input.path('$')", { l: [{ n: 1 }] }, '{l=[{"n":1}]}'],
    ["a list of the template as Java does", '#set($l = ["a", "b"])$l', "", "[a, b]"],
    ["null as nothing", "[$input.path('$.a')]", { a: null }, "[]"],
    ["a missing path as nothing", "[$input.path('$.x').y]", { a: 1 }, "[]"],
    ["an unknown variable as nothing", "[$nothing][$nothing.at.size()]", "", "[][]"],
    ["the end of a map's null as Java", "$input.path('$')", { a: null }, "{a=null}"],
    ["text beside references untouched", "$5 and # and a@b.c", "", "$5 and # and a@b.c"],
  ])("%s", (_, template, body, expected) => {
    expect(render(template, body)).toBe(expected);
  });

  test("a map of $context prints nothing", () => {
    expect(render("[$c]", "", { c: new SilentMap([["a", "b"]]) })).toBe("[]");
  });
});

describe("directives", () => {
  test.each([
    ["#if ($x == 1)", "#set($x = 1)#if($x == 1)a#{else}b#end", "a"],
    ["an empty text is true, as in Velocity 1.7", '#set($x = "")#if($x)a#{else}b#end', "a"],
    ["operators in words", "#if(not $x and 1 lt 2 or 1 eq 2)a#end", "a"],
    ["null is false", "#if($x)a#{else}b#end", "b"],
    ["null equals null and the empty text", '#if($x == $null && $x == "")a#end', "a"],
    ["#elseif", '#set($x = "b")#if($x == "a")1#elseif($x == "b")2#else 3#end', "2"],
    [
      "#foreach tells of the next one",
      "#foreach($i in [1..3])$i#if($foreach.hasNext),#end#end",
      "1,2,3",
    ],
    [
      "its methods tell as well",
      "#foreach($i in [1..2])$foreach.getCount()$foreach.isFirst()#if($foreach.hasNext()),#end#end",
      "1true,2false",
    ],
    [
      "$foreach.index and .count",
      "#foreach($i in ['a','b'])$foreach.index$foreach.count#end",
      "0112",
    ],
    [
      "a nested loop's parent",
      "#foreach($i in [1,2])#foreach($j in [1])$foreach.parent.index#end#end",
      "01",
    ],
    ["#break ends its loop only", "#foreach($i in [1..9])#if($i == 3)#break#end$i#end.", "12."],
    ["the loop variable's former value returns", "#set($i = 9)#foreach($i in [1])#end$i", "9"],
    ["what a loop sets stays set", "#foreach($i in [1,2])#set($last = $i)#end$last", "2"],
    [
      "an empty list loops not at all, and what follows is served",
      "#foreach($i in [])x#end$y.",
      ".",
    ],
    ["whole numbers divide to whole numbers", "#set($x = 7 / 2)$x", "3"],
    ["texts are joined by +", '#set($x = "a" + 1)$x', "a1"],
    ["single quotes keep a dollar", "#set($x = '$y')$x", "$y"],
    ["double quotes are a template", '#set($y = 1)#set($x = "<$y>")$x', "<1>"],
    ["an empty map", "#set($m = {})$m.put('a', 1)$m.size()", "1"],
    ["a map of maps and lists", "#set($m = {'a': [1, {'b': 2}]})$m.a[1].b", "2"],
    ["#macro", '#macro(tag $x)<$x>#end#tag("a")#tag("b")', "<a><b>"],
    ["comments", "a## no\nb#* no *#c", "abc"],
    ["unparsed text", "#[[ $raw ]]#", " $raw "],
  ])("%s", (_, template, expected) => {
    expect(render(template)).toBe(expected);
  });

  test("a loop ends after AWS's 1000 iterations", () => {
    expect(render("#foreach($i in [1..2000])x#end")).toHaveLength(1000);
  });

  test("a macro works however often a call of it has failed", () => {
    const template = compileTemplate('#macro(m $p)[$p.replaceAll($p, "x")]#end#m($v)');
    const call = (v: string) => template.render([["v", v]]);

    for (let failure = 0; failure < 25; failure++) {
      expect(() => call("(")).toThrow(PatternError);
    }

    expect(call("a")).toBe("[x]");
  });

  test("a macro that calls itself ends", () => {
    expect(render("#macro(m)x#m()#end#m()")).toMatch(/^x+$/);
  });

  test.each([
    "#define($x)a#end",
    "#parse('f.vm')",
    "#evaluate('x')",
    "#if($x",
    "a #stop b",
    "$x.nope()",
    '#set($y = "<$x.nope()>")',
  ])("%s is refused when the template is compiled", (template) => {
    expect(() => compileTemplate(template)).toThrow(TemplateError);
  });
});

describe("Java's methods", () => {
  test.each([
    ["keySet", "#foreach($k in $m.keySet())$k;#end", "a;b;"],
    ["entrySet", "#foreach($e in $m.entrySet())$e.key=$e.getValue();#end", "a=1;b=2;"],
    ["get, containsKey, size", '$m.get("a")$m.containsKey("z")$m.size()', "1false2"],
    ["put gives the former value", '$m.put("c", 3)$m.put("c", 4)$m.c', "34"],
    ["list add and get", "#set($l = [])#set($ok = $l.add('x'))$l.get(0)$l.size()$ok", "x1true"],
    [
      "replaceAll takes a regular expression",
      '#set($s = "it\\\'s")$s.replaceAll("\\\\\'","\'")',
      "it's",
    ],
    ["replaceAll with groups", "#set($s = 'ab')$s.replaceAll('(a)(b)', '$2$1')", "ba"],
    ["replace takes a text", "#set($s = 'a.b')$s.replace('.', '-')", "a-b"],
    [
      "matches covers the whole text",
      "#set($s = 'abc')$s.matches('b')$s.matches('.b.')",
      "falsetrue",
    ],
    ["split drops empty ends", "#set($s = 'a,b,,')$s.split(',').size()", "2"],
    ["split makes no parts of groups", "#set($s = 'a1b')$s.split('(\\d)')", "[a, b]"],
    ["split by nothing gives each character", "#set($s = 'abc')$s.split('')", "[a, b, c]"],
    ["split with a limit keeps the rest", "#set($s = 'a,b,c')$s.split(',', 2)", "[a, b,c]"],
    ["split with a negative limit keeps ends", "#set($s = 'a,')$s.split(',', -1).size()", "2"],
    [
      "compareTo tells how far apart",
      "#set($s = 'b')$s.compareTo('dx') $s.compareTo('bc')",
      "-2 -1",
    ],
    ["putIfAbsent keeps what is there", "$m.putIfAbsent('a', 5)$m.a", "11"],
    ["containsAll", "#set($l = [1, 2, 1])$l.containsAll([2, 1]) $l.lastIndexOf(1)", "true 2"],
    [
      "substring, indexOf, length",
      "#set($s = 'abcd')$s.substring(1,3)$s.indexOf('c')$s.length()",
      "bc24",
    ],
    ["parseInt", '#set($Integer = 0)#set($n = $Integer.parseInt("5") + 1)$n', "6"],
    ["toString", "$m.toString()", "{a=1, b=2}"],
    ["a method of another kind of value gives nothing", "[$m.trim()]", "[]"],
  ])("%s", (_, template, expected) => {
    expect(render(template, "", { m: fromJson({ a: 1, b: 2 }) })).toBe(expected);
  });
});

describe("a template reaches nothing of JavaScript", () => {
  const names = ["constructor", "__proto__", "prototype", "toLocaleString", "valueOf.constructor"];
  const receivers = [
    "$s",
    "$m",
    "$l",
    "$n",
    "$input",
    "$util",
    "$input.body",
    "$util.base64Encode",
  ];

  test.each(receivers.flatMap((receiver) => names.map((name) => `${receiver}.${name}`)))(
    "%s gives nothing",
    (reference) => {
      const key = reference.replace(/\.(\w+)$/, '["$1"]');
      const call = `${reference}.constructor("return process")`;
      const values = { s: "text", m: fromJson({}), l: fromJson([]), n: 1 };

      expect(render(`[${reference}][${key}]`, "", values)).toBe("[][]");
      expect(() => compileTemplate(call)).toThrow(TemplateError);
    },
  );

  test("__proto__ set on a map is a key like any other", () => {
    const template = '#set($m["__proto__"] = "x")#set($m.__proto__.polluted = "y")$m.polluted';

    expect(render(template, "", { m: fromJson({}) })).toBe("");
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  test("__proto__ in a body and in a map literal is data", () => {
    const body = '{"__proto__": {"polluted": 1}}';

    expect(render("$input.json('$')#set($m = {'__proto__': 1})$m.polluted", body)).toBe(
      '{"__proto__":{"polluted":1}}',
    );
  });

  test("a filter of a JSONPath can't run code", () => {
    const path = "$.a[?(@.constructor.constructor('globalThis.polluted = 1')())]";

    expect(render(`$input.path("${path}")`, { a: [{ b: 1 }] })).toBe("[]");
    expect(globalThis).not.toHaveProperty("polluted");
  });
});

describe("$util", () => {
  test.each([
    [
      "escapeJavaScript('it\\'s')",
      "$util.escapeJavaScript($v)",
      'it\'s "q"\n',
      'it\\\'s \\"q\\"\\n',
    ],
    [
      "urlEncode is form encoding",
      "$util.urlEncode($v)",
      '{"a": "b*~"}',
      "%7B%22a%22%3A+%22b*%7E%22%7D",
    ],
    ["urlDecode", "$util.urlDecode($v)", "a+b%20c", "a b c"],
    ["base64 both ways", "$util.base64Decode($util.base64Encode($v))", "☕", "☕"],
    ["parseJson", "$util.parseJson($v).k.l[0]", '{"k":{"l":[1]}}', "1"],
    ["a function of nothing", "[$util.urlEncode($nothing)]", "", "[]"],
  ])("%s", (_, template, v, expected) => {
    expect(render(template, "", { v })).toBe(expected);
  });
});

describe("$input", () => {
  test.each([
    ["json keeps JSON", "$input.json('$.a')", { a: { b: [1, "x"] } }, '{"b":[1,"x"]}'],
    ["json quotes a text", "$input.json('$.a')", { a: 'x"y' }, '"x\\"y"'],
    ["json of a missing path", "$input.json('$.x')", {}, '""'],
    ["json of an empty body", "$input.json('$')", "", "{}"],
    ["body of an empty body", "$input.body", "", "{}"],
    ["path of wildcards gives a list", "$input.path('$.a[*].b')", { a: [{ b: 1 }] }, "[1]"],
    ["path of nothing by wildcards", "$input.path('$..zz')", { a: 1 }, "[]"],
    ["path with a filter", "$input.path('$.a[?(@.b > 1)].b')", { a: [{ b: 1 }, { b: 2 }] }, "[2]"],
    ["path of a quoted name with a star", "$input.path(\"$['a*b']\")", { "a*b": 1 }, "1"],
    ["path without $", "$input.path('a.b')", { a: { b: 1 } }, "1"],
    ["a body that is not JSON", "$input.json('$')", "plain", '"plain"'],
  ])("%s", (_, template, body, expected) => {
    expect(render(template, body)).toBe(expected);
  });

  test("params looks in path, then query string, then headers", () => {
    const input = inputVariable("", {
      path: { a: "path" },
      querystring: { a: "query", b: "query" },
      header: { a: "header", b: "header", c: "header" },
    });
    const template = compileTemplate(
      "$input.params('a') $input.params('b') $input.params('c') [$input.params('d')] $input.params().header.b",
    );

    expect(template.render([["input", input]])).toBe("path query header [] header");
  });
});
