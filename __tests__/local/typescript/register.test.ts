import { spawnSync } from "node:child_process";
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../support/root";
import { LOADER } from "../../support/run-command";
import { writeFileIn } from "../../support/write-file";

const COMPILER = "node_modules/sucrase";

const PROGRAM = `
import type { Greeting } from "./greeting";
class Visitor {
  declare readonly age: number;
  private greeting?: Greeting;
  constructor(private readonly name: string) {}

  async greet(): Promise<void> {
    this.greeting = (await import("./greeting")).greeting satisfies Greeting;
    console.log(this.greeting(this.name));
  }
}
void new Visitor("Ana").greet().then(() => {
  const isCompiler = (file: string): boolean => file.includes("/node_modules/sucrase/dist/");
  console.log(Object.keys(require.cache).some(isCompiler) ? "compiled" : "kept");
});
`;

/** A project with its own copy of the loader, and its own version of the compiler. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "program-"));
  cpSync(path.dirname(LOADER), path.join(folder, "loader"), { recursive: true });
  const manifest = path.join(COMPILER, "package.json");
  cpSync(path.join(ROOT, manifest), path.join(folder, manifest));
  symlinkSync(path.join(ROOT, COMPILER, "dist"), path.join(folder, COMPILER, "dist"));
  writeFileIn(folder, "program.ts", PROGRAM);
  greet("Hello");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("TypeScript is compiled for the first time only", () => {
  expect(run()).toBe("Hello Ana\ncompiled\n");
  expect(run()).toBe("Hello Ana\nkept\n");
});

test("a changed file is compiled again, and the others are not", () => {
  run();
  const before = kept();
  greet("Good evening");

  expect(run()).toBe("Good evening Ana\ncompiled\n");
  expect(kept()).toEqual(expect.arrayContaining(before));
  expect(kept()).toHaveLength(before.length + 1);
});

test("another version of the compiler compiles all again", () => {
  run();
  const file = path.join(folder, COMPILER, "package.json");
  const settings = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileIn(path.dirname(file), "package.json", JSON.stringify({ ...settings, version: "9" }));

  expect(run()).toBe("Hello Ana\ncompiled\n");
  expect(kept()).toHaveLength(4);
});

test("code of thousands of earlier versions of files is removed", () => {
  const cache = path.join(folder, "node_modules/.cache/typescript");
  mkdirSync(cache, { recursive: true });
  for (let index = 0; index < 5001; index += 1) {
    // A link takes a fraction of the time of a file.
    linkSync(path.join(folder, "program.ts"), path.join(cache, `${index}`));
  }

  expect(run()).toBe("Hello Ana\ncompiled\n");
  expect(kept()).toHaveLength(2);
});

test("a module is loaded once, also by way of a linked folder", () => {
  writeFileIn(folder, "real/counter.ts", "export const counter: number[] = [];");
  symlinkSync("real", path.join(folder, "linked"));
  writeFileIn(
    folder,
    "program.ts",
    `import { counter } from "./real/counter";
    import { counter as same } from "./linked/counter";
    console.log(counter === same);`,
  );

  expect(run()).toBe("true\n");
});

test("a file with another extension is imported, too", () => {
  writeFileIn(folder, "names.json", '["Ana"]');
  writeFileIn(folder, "program.ts", 'import names from "./names.json";\nconsole.log(names);');

  expect(run()).toBe("[ 'Ana' ]\n");
});

test("a stack trace and the excerpt above it show the lines of the source", () => {
  greet("Hello", 'if (name) {\n    throw new Error("no greeting");\n  }');

  const { stderr } = start();

  expect(stderr).toContain(`${folder}/greeting.ts:4\n    throw new Error("no greeting");`);
  expect(stderr).toContain(`${folder}/greeting.ts:4:11)`);
  expect(stderr).toContain(`at Visitor.greet (${folder}/program.ts:10:22)`);
});

test("a debugger finds the source of each file, line by line", () => {
  run();

  const code = readFileSync(path.join(folder, "node_modules/.cache/typescript", kept()[0] ?? ""));
  const map = /\n\/\/# sourceMappingURL=data:application\/json;base64,(.*)$/.exec(code.toString());
  expect(JSON.parse(Buffer.from(map?.[1] ?? "", "base64").toString())).toEqual({
    version: 3,
    sources: [expect.stringMatching(/^(program|greeting)\.ts$/)],
    names: [],
    mappings: expect.stringMatching(/^AAAA(;AACA)+$/) as string,
  });
});

const greet = (word: string, statement = "") =>
  writeFileIn(
    folder,
    "greeting.ts",
    `export type Greeting = (name: string) => string;
export const greeting: Greeting = (name: string): string => {
  ${statement}
  return \`${word} \${name}\`;
};
`,
  );

const kept = () => readdirSync(path.join(folder, "node_modules/.cache/typescript"));

const start = () =>
  spawnSync(
    process.execPath,
    ["--require", path.join(folder, "loader/register.cjs"), path.join(folder, "program.ts")],
    { encoding: "utf8" },
  );

function run(): string {
  const { stdout, stderr } = start();
  return stdout + stderr;
}
