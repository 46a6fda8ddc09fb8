import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MockIntegration, RestApi, Template } from "../../../../constructs";
import type { EnvironmentStack } from "../../../../constructs/environment";
import { renderTemplate, serve } from "../../../../local/testing";
import {
  type JestConfig,
  TemplateCoverageReporter,
} from "../../../../local/testing/template/branch-coverage/coverage-reporter";
import { environment } from "../../../constructs/lambda/support";
import { writeFileIn } from "../../../support/write-file";

const TEMPLATE = `#if($input.path('$.a') == 1)
#foreach($i in [])
x#end
#elseif($input.path('$.a') == 2)
y
#else
z
#end
`;

afterEach(() => jest.restoreAllMocks());

/** What the reporter prints after a run of tests in a project with two templates. */
async function report(
  test: (file: string) => unknown,
  config: Partial<JestConfig> = {},
): Promise<string> {
  const rootDir = mkdtempSync(path.join(tmpdir(), "coverage-"));
  const file = writeFileIn(rootDir, "lambda-src/pets/request.vtl", TEMPLATE);
  writeFileIn(rootDir, "lambda-src/pets/never.vtl", `never ${path.basename(rootDir)}`);
  writeFileIn(rootDir, "node_modules/a/other.vtl", "");
  const reporter = new TemplateCoverageReporter({
    rootDir,
    testPathPatterns: { isSet: () => false },
    onlyChanged: false,
    onlyFailures: false,
    findRelatedTests: false,
    ...config,
  });
  // The folder of this run's own reporter comes back.
  jest.replaceProperty(process, "env", { ...process.env });
  const print = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  reporter.onRunStart();
  await test(file);
  reporter.onRunComplete();
  return print.mock.calls.map(([text]) => String(text)).join("");
}

test("branches that no test ran are listed by file and line, and templates without a test", async () => {
  const printed = await report((file) => {
    renderTemplate(file, { body: { a: 1 } });
    renderTemplate(file, { body: { a: 3 } });
  });

  expect(printed).toBe(`
Branches of mapping templates that no test ran:
  lambda-src/pets/never.vtl: no test rendered it
  lambda-src/pets/request.vtl:2 #foreach
  lambda-src/pets/request.vtl:4 #elseif
`);
});

test.each([
  { testPathPatterns: { isSet: () => true } },
  { testNamePattern: "pets" },
  { onlyChanged: true },
  { shard: { shardIndex: 1, shardCount: 2 } },
])("a run of some of the tests lists no template without a test: %j", async (config) => {
  expect(await report((file) => renderTemplate(file), config)).toBe(`
Branches of mapping templates that no test ran:
  lambda-src/pets/request.vtl:1 #if
  lambda-src/pets/request.vtl:2 #foreach
  lambda-src/pets/request.vtl:4 #elseif
`);
});

test("nothing is printed where every branch ran", async () => {
  const text = "#if($input.path('$.a'))1#{else}2#end";
  const printed = await report((file) => {
    const all = writeFileIn(path.dirname(file), "request.vtl", text);
    renderTemplate(all, { body: { a: 1 } });
    renderTemplate(all);
    renderTemplate(path.join(path.dirname(file), "never.vtl"));
  });

  expect(printed).toBe("");
});

test("the branches that requests to a served stack run are not listed", async () => {
  const printed = await report(
    async (file) => {
      const api = await serve(stackWith(file));
      await api.fetch("POST /pets", { body: { a: 2 } });
    },
    { onlyChanged: true },
  );

  expect(printed).toBe(`
Branches of mapping templates that no test ran:
  lambda-src/pets/request.vtl:1 #if
  lambda-src/pets/request.vtl:2 #foreach
  lambda-src/pets/request.vtl:6 #else
`);
});

function stackWith(file: string): EnvironmentStack {
  const stack = environment();
  const api = new RestApi(stack, "Api", { stageName: "v1" });
  const requestTemplates = { "application/json": Template.fromFile(file) };
  api.root.addResource("pets").addMethod("POST", new MockIntegration({ requestTemplates }));
  return stack;
}
