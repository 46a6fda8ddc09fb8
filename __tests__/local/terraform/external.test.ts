import { resolved } from "./support";

/** The result of a program that is a script of Node.js. */
function resultOf(script: string, block: object = {}, runsCommands = true) {
  const program = [process.execPath, "-e", script];
  const data = { external: { it: { program, ...block } } };
  const resource = { some_thing: { it: { value: "${data.external.it.result}" } } };
  return resolved(
    { data, resource },
    { runsCommands, files: { "here/f.txt": "", "input.txt": "x" } },
  )
    .ofType("some_thing")[0]
    ?.value("value");
}

const ECHO = `process.stdin.on("data", (query) => console.log(String(query)));`;

test("a program gets its query as JSON, without null values, and its result is what it prints", () => {
  const query = { a: "${1 + 1}", b: true, c: null };

  expect(resultOf(ECHO, { query })).toEqual({ a: "2", b: "true" });
});

test.each([
  [{}, "input.txt"],
  [{ working_dir: "${path.module}/here" }, "f.txt"],
])("with %j, a program runs in Terraform's folder", (block, file) => {
  const script = `console.log(JSON.stringify({ found: String(fs.existsSync("${file}")) }))`;

  expect(resultOf(script, block)).toEqual({ found: "true" });
});

test.each([
  ["console.error('no luck'); process.exit(3)", "failed: exit status 3: no luck"],
  ["console.log('{\"a\": 1}')", 'printed "{\\"a\\": 1}\\n"; expected a JSON object of strings'],
  ["console.log('text')", 'printed "text\\n"; expected a JSON object of strings'],
])("the program %j has no result, and the reason is named", (script, reason) => {
  expect(() => resultOf(script)).toThrow(reason);
});

test("a program does not run unless commands may", () => {
  expect(() => resultOf("require('fs').writeFileSync('ran', '')", {}, false)).toThrow(
    /data\.external\.it: its result is what the command ".+" prints, which the runner executes only with --local-exec/,
  );
});
