import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkOut } from "./support/checkout";
import { ROOT } from "./support/root";
import { TYPESCRIPT } from "./support/run-command";

jest.setTimeout(60_000);

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "checkouts-"))));
afterAll(() => rmSync(folder, { recursive: true }));

test("two checkouts at different paths synthesise the same files, and none of them tells where", async () => {
  const [one, other] = [path.join(folder, "one"), path.join(folder, "in/an other place")];
  [one, other].forEach(checkOut);
  chmodSync(path.join(other, "lambda-src/hello/index.py"), 0o600);
  utimesSync(path.join(other, "lambda-src/hello/index.py"), 1e9, 1e9);

  const [first, second] = await Promise.all([synthesise(one), synthesise(other)]);

  expect(Object.keys(first)).toEqual(
    expect.arrayContaining(["stacks/dev/cdk.tf.json", "stacks/prod/cdk.tf.json"]),
  );
  expect(second).toEqual(first);
  expect(JSON.stringify(first)).not.toContain(path.basename(folder));
});

test("a clone has the same line ends on every system, whose bytes decide what is deployed anew", () => {
  const rules = readFileSync(path.join(ROOT, ".gitattributes"), "utf8").split("\n");

  expect(rules.filter((rule) => rule !== "" && !rule.startsWith("#"))).toEqual([
    "* text=auto eol=lf",
  ]);
});

/** The cache of bundles, whose names are random. */
const CACHE = "/.bundles/";

/** Every file that the app synthesises, by its path. */
async function synthesise(project: string): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [...TYPESCRIPT, "main.ts"], {
    cwd: project,
    stdio: "inherit",
  });
  const [status] = (await once(child, "exit")) as [number | null];
  expect(status).toBe(0);
  const out = path.join(project, "cdktf.out");
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(CACHE));
  return Object.fromEntries(
    files.map((file) => [
      path.relative(out, file).split(path.sep).join("/"),
      readFileSync(file, "utf8"),
    ]),
  );
}
