import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Fn } from "cdktf";
import { MockIntegration, Template, type MethodOptions } from "../../../constructs";
import { writeFileIn } from "../../support/write-file";
import { messageOf } from "../message-of";
import { warningsOf } from "../warnings-of";
import { restFixture } from "./support";

function add(template: string | Template, options: MethodOptions = {}) {
  const { api } = restFixture();
  const integration = new MockIntegration({ requestTemplates: { "text/plain": template } });
  api.root.addResource("pets").addMethod("GET", integration, options);
  return api;
}

describe("a template that API Gateway couldn't render is refused with its place", () => {
  const OWNER = 'requestTemplates["text/plain"] of GET /pets';

  test.each([
    ["{\n  #if($x) a", "line 2, column 3", "#if", "a directive with its #end. Add the #end"],
    ["#if($x)#end\n#{end}", "line 2, column 1", "#end", "an #end for each directive. Remove"],
    [
      "#foreach($x in $y)#else#end",
      "line 1, column 19",
      "#else",
      "#elseif and one #else in an #if",
    ],
    ["#if($x)#else#elseif($y)#end", "line 1, column 13", "#elseif", "#elseif and one #else"],
    ["#@m()", "line 1, column 1", "#@m", "a directive with its #end"],
  ])("%j", (template, place, directive, advice) => {
    const message = messageOf(() => add(template));

    expect(message).toContain(`/Api: ${OWNER}, ${place}, is "${directive}"; allowed: ${advice}`);
  });

  test.each([
    ['{"a": $util.toJson($x)}', 7, "$util.toJson", "Correct the name."],
    [
      '\\$util.toJson #set($a = "${util.escapeJavascript($x)}")',
      26,
      "$util.escapeJavascript",
      "Did you mean $util.escapeJavaScript?",
    ],
    ["#if($input.param('a') == '')#end", 5, "$input.param", "Did you mean $input.params?"],
  ])("%j", (template, column, member, fix) => {
    const message = messageOf(() => add(template));

    expect(message).toContain(`${OWNER}, line 1, column ${column}, is "${member}"; allowed: $`);
    expect(message).toContain(fix);
  });

  test("a file is named", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "template-"));
    const file = writeFileIn(folder, "request.vtl", "{\n#if($x)");

    expect(messageOf(() => add(Template.fromFile(file)))).toContain(
      `/Api: ${file}:2:1 (${OWNER}) is "#if"; allowed: a directive with its #end.`,
    );
  });
});

test.each([
  "## #if($x)\n#*#end*# #[[#if($x)]]# \\#if($x)",
  '#set($a = \'#end\')#set($b = "#if($x) \\" ")',
  "#foreach($a in $b)#if($x)#elseif($y)#{else}#end#{end}#macro(m)#end",
  "#ifx #endx $utility.foo $input.params().path.x $util['toJson']",
])("%j is accepted without a warning", (template) => {
  expect(warningsOf(add(template))).toEqual([]);
});

test("tokens in a template are left out of the check", () => {
  expect(warningsOf(add(`{"a": "${Fn.timestamp()}", "b": $input.json('$')}`))).toEqual([]);
});

test("a template that Velocity's parser can't read causes a warning with its place", () => {
  expect(warningsOf(add("{\n#set($x = )"))).toEqual([
    expect.stringContaining(
      'requestTemplates["text/plain"] of GET /pets, line 2, column 10, can\'t be parsed: ")" doesn\'t fit here.',
    ),
  ]);
});

describe("a method response that no integration response returns", () => {
  const methodResponses = [{ statusCode: "200" }, { statusCode: "404" }];

  test("causes a warning", () => {
    expect(warningsOf(add("{}", { methodResponses }))).toEqual([
      expect.stringContaining("/Api: GET /pets declares the response 404, but none"),
    ]);
  });

  test("causes none where a template sets the status", () => {
    const template = "#set($context.responseOverride.status = 404)";

    expect(warningsOf(add(template, { methodResponses }))).toEqual([]);
  });
});
