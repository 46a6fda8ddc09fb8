import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { writeFileIn } from "../../support/write-file";
import { SILENT } from "../support/log-destination";

const project = mkdtempSync(path.join(tmpdir(), "sources-"));
const stack = path.join(project, "stack");
afterAll(() => rmSync(project, { recursive: true }));

const API =
  'resource "aws_apigatewayv2_api" "api" {\n  name = "api"\n  protocol_type = "HTTP"\n}\n';
const callOf = (module: string) => `module "${module}" {\n  source = "../${module}"\n}\n`;

/** What `--watch` looks at, of the project, while a runner serves the stack. */
async function withRunner(use: (runner: Runner, watched: () => string[]) => Promise<void>) {
  const runner = await Runner.start(stack, { port: 0, log: SILENT });
  const isOfProject = (name: string) => !name.startsWith("..");
  const watched = () =>
    runner.sources.map((file) => path.relative(project, file)).filter(isOfProject);
  try {
    await use(runner, watched);
  } finally {
    await runner.close();
  }
}

test("the files of a stack and of its modules are watched, with those that are added or can't be read", async () => {
  writeFileIn(stack, "main.tf", API + callOf("queue"));
  writeFileIn(project, "queue/main.tf", "locals {}");
  const missing = path.join("missing", "main.tf");

  await withRunner(async (runner, watched) => {
    writeFileIn(stack, "more_override.tf.json", "{}");
    writeFileIn(stack, "calls.tf", callOf("broken") + callOf("missing"));
    writeFileIn(project, "broken/main.tf", "locals {");
    await runner.reload();
    const before = watched();
    writeFileIn(project, missing, "locals {}");

    expect(before).toEqual([
      "stack/calls.tf",
      "stack/main.tf",
      "stack/more_override.tf.json",
      "broken/main.tf",
      "queue/main.tf",
      "stack/.terraform/modules/modules.json",
    ]);
    expect(watched()).toContain(missing);
  });
});

test("a file that can't be parsed is still watched", async () => {
  writeFileIn(stack, "main.tf", API);

  await withRunner(async (runner, watched) => {
    writeFileIn(stack, "main.tf", `${API} {`);

    await expect(runner.reload()).rejects.toThrow("main.tf:5: ");
    expect(watched()).toContain("stack/main.tf");
  });
});

test("a problem names the file and the line of its resource", async () => {
  writeFileIn(stack, "main.tf", API);
  const route = 'resource "aws_apigatewayv2_route" "r" {\n  api_id = aws_apigatewayv2_api.api.id\n';
  writeFileIn(stack, "calls.tf", `${route}  route_key = "GET /"\n  target = local.missing\n}\n`);

  await withRunner(async (runner) => {
    expect(runner.problems).toEqual([
      expect.stringMatching(/^aws_apigatewayv2_route\.r \(calls\.tf:1\): .*local\.missing/),
    ]);
  });
});
