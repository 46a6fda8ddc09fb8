import { renderTemplate } from "../../../../local/testing";
import { messageOf } from "../../../constructs/message-of";

const REQUEST = "lambda-src/sample01/request.vtl";
const ERROR = "lambda-src/sample01/error.vtl";

const lines = (...text: string[]) => text.join("\n");

test("a file is rendered for parameters, and its text is parsed as JSON", () => {
  const { text, json, overrides } = renderTemplate(REQUEST, {
    params: { path: { hoge: "it's" } },
    strict: true,
  });

  expect(JSON.parse(text)).toEqual(json);
  expect(json).toEqual({ pathParams: { hoge: "it's" } });
  expect(overrides).toEqual({});
});

test("a response template reads the integration's response", () => {
  expect(renderTemplate(ERROR, { body: { errorMessage: "[400] no" } }).json).toEqual({
    message: "[400] no",
  });
});

test("a text that isn't JSON has no json, and a body can be text", () => {
  const rendered = renderTemplate({ text: "<$input.body>" }, { body: "a,b" });

  expect(rendered).toEqual({ text: "<a,b>", json: undefined, overrides: {} });
});

test("values of $context and $stageVariables are given, the rest of $context is a sample", () => {
  const text =
    "$context.authorizer.claims.sub $context.identity.user $context.stage $stageVariables.x";
  const { text: rendered } = renderTemplate(
    { text },
    {
      context: { authorizer: { claims: { sub: "ann" } }, identity: { user: "AIDA" } },
      stageVariables: { x: "1" },
      strict: false,
    },
  );

  expect(rendered).toBe("ann AIDA test 1");
});

test("overrides of the request and of the response are returned", () => {
  const text = `#set($context.requestOverride.header.X-Id = "7")
#set($context.requestOverride.path.id = 7)
#set($context.responseOverride.status = 404)`;

  expect(renderTemplate({ text }).overrides).toEqual({
    requestOverride: { header: { "X-Id": "7" }, path: { id: "7" } },
    responseOverride: { status: 404 },
  });
});

test("a parameter overridden twice is an error, as on AWS", () => {
  const twice = "#set($context.responseOverride.status = 404)".repeat(2);

  expect(() => renderTemplate({ text: twice })).toThrow(
    "template: a template overrides the same parameter twice",
  );
});

test("a misspelled option is refused", () => {
  expect(() => renderTemplate(REQUEST, { parms: {} } as never)).toThrow(
    'renderTemplate: unknown option "parms"; allowed: params, body, context',
  );
  expect(() => renderTemplate(REQUEST, { params: { query: {} } as never })).toThrow(
    'renderTemplate: params: unknown option "query"; allowed: path, querystring, header.',
  );
});

test("a template that can't be parsed is shown at its place", () => {
  expect(messageOf(() => renderTemplate({ text: "{}\n  #if($x)\n" }))).toBe(
    lines("template:2:3: #if has no #end", "  1 | {}", "  2 |   #if($x)", "    |   ^"),
  );
});

describe("strict", () => {
  test("shows every reference without a value, and the rendered text", () => {
    const text = lines("{", `"a": "$input.path('$.a')",`, '#if($contxt.stage == "x")#end', "}");

    expect(messageOf(() => renderTemplate({ text }, { strict: true }))).toBe(
      lines(
        "template:2:7: $input.path('$.a') has no value",
        "  1 | {",
        `  2 | "a": "$input.path('$.a')",`,
        "    |       ^",
        "",
        "template:3:5: $contxt has no value",
        "  1 | {",
        `  2 | "a": "$input.path('$.a')",`,
        '  3 | #if($contxt.stage == "x")#end',
        "    |     ^",
        "",
        "Set it, or write $!name where it may be missing.",
        "",
        "Rendered text:",
        "{",
        '"a": "",',
        "}",
      ),
    );
  });

  test("shows invalid JSON in the template and in the rendered text", () => {
    const text = lines("{", "#foreach($i in [1,2])", '"a$i": $i,', "#end", "}");

    expect(messageOf(() => renderTemplate({ text }, { strict: true }))).toBe(
      lines(
        "template:5:1: the rendered text is not JSON: property name expected",
        '  3 | "a$i": $i,',
        "  4 | #end",
        "  5 | }",
        "    | ^",
        "",
        "Rendered text:",
        "  1 | {",
        '  2 | "a1": 1,',
        '  3 | "a2": 2,',
        "  4 | }",
        "    | ^",
      ),
    );
  });

  test("names the reference that rendered the invalid text", () => {
    const text = `{"a": "$input.path('$.a')"}`;
    const message = messageOf(() => renderTemplate({ text }, { body: { a: 'x"y' }, strict: true }));

    expect(message).toMatch(/^template:1:8: the rendered text is not JSON/);
  });

  test.each([
    ['"$!input.path("$.a")"'],
    ["#if($x && !$y)#end 1"],
    ['#if($input.path("$.a") == $null)1#end'],
    ['#set($a = $input.path("$.a"))#if($a == "")1#end'],
    ['"$context.identity.user"'],
    ['"$input.params("absent")"'],
  ])("allows %s", (text) => {
    expect(renderTemplate({ text }, { strict: true }).json).toBeDefined();
  });
});
