import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "./root";
import { TSX } from "./run-command";
import { writeFileIn } from "./write-file";

const PROGRAM = `
import { greeting } from "./greeting";
const tsx: string[] = Object.keys(require.cache).filter((file) => file.includes("/tsx/dist/register"));
console.log(greeting(), tsx.length);`;

let folder: string;
let compiled: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "program-"));
  compiled = path.join(folder, "compiled");
  writeFileIn(folder, "program.ts", PROGRAM);
  greet("Hello");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a command that requires tsx/cjs runs TypeScript without it", () => {
  expect(run("--require", "tsx/cjs")).toBe("Hello 0\n");
});

test("a changed file is compiled again, and the others are not", () => {
  run("--require", "tsx/cjs");
  const before = readdirSync(compiled);
  greet("Good evening");

  expect(run("--require", "tsx/cjs")).toBe("Good evening 0\n");
  expect(before).toHaveLength(2);
  expect(readdirSync(compiled)).toEqual(expect.arrayContaining(before));
  expect(readdirSync(compiled)).toHaveLength(3);
});

test("tsx itself runs the commands, and the app to the same result", () => {
  const [fast, slow] = [compiled, undefined].map((FAST_TSX, index) => {
    const outdir = path.join(folder, `out-${index}`);
    const env = { ...process.env, FAST_TSX, CDKTF_OUTDIR: outdir, TF_WORKSPACE: "dev" };
    const node = (...args: string[]) =>
      execFileSync(process.execPath, [...TSX, ...args], { cwd: ROOT, encoding: "utf8", env });
    node("main.ts");
    return {
      help: node("local/cli/local.ts", "--help"),
      stack: readFileSync(path.join(outdir, "stacks/dev/cdk.tf.json"), "utf8"),
    };
  });

  expect(slow).toEqual(fast);
});

test("other commands stay as they are", () => {
  expect(() => run()).toThrow(/Unknown file extension/);
});

const greet = (word: string) =>
  writeFileIn(folder, "greeting.ts", `export const greeting = (): string => "${word}";`);

const run = (...options: string[]) =>
  execFileSync(process.execPath, [...options, path.join(folder, "program.ts")], {
    ...{ cwd: ROOT, encoding: "utf8", stdio: "pipe" },
    env: { ...process.env, FAST_TSX: compiled },
  });
