import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as esbuild from "esbuild";
import { SavedCode } from "../../../../local/cli/bundles/saved-code";
import { writeFileIn } from "../../../support/write-file";

// Its own properties can't be replaced.
jest.mock("esbuild", () => ({
  __esModule: true,
  ...jest.requireActual<typeof esbuild>("esbuild"),
}));

let project: string;

beforeEach(() => (project = mkdtempSync(path.join(tmpdir(), "saved-"))));
afterEach(() => rmSync(project, { recursive: true }));

/** Writes files of the project. @returns their paths */
function files(...names: string[]): string[] {
  return names.map((name) => writeFileIn(project, name, name));
}

const added: ReadonlySet<string> = new Set();

function copySaved(files: readonly string[], ...folders: string[]): Promise<boolean | undefined> {
  const codeCopies = folders.map((folder) => ({
    path: path.join(project, folder),
    copiedFrom: "src/hello",
  }));
  return new SavedCode(project).takeOver({ files, added }, { codeCopies, codeBundles: [] });
}

test("a saved file is copied into every copy that has it, whose mode stays", async () => {
  const [saved = "", first = "", second = ""] = files("src/hello/a.py", "one/a.py", "two/a.py");
  chmodSync(first, 0o755);

  const isCopied = await copySaved([saved], "one", "two", "three");

  expect(isCopied).toBe(true);
  expect([first, second].map((file) => readFileSync(file, "utf8"))).toEqual([
    "src/hello/a.py",
    "src/hello/a.py",
  ]);
  expect(statSync(first).mode & 0o777).toBe(0o755);
  expect(existsSync(path.join(project, "three"))).toBe(false);
});

test.each([
  ["a file that the copy doesn't have, such as an excluded one", "src/hello/new.md"],
  ["a file of another folder", "main.ts"],
  ["a file of a folder whose name only begins the same", "src/hello2/a.py"],
])("nothing is copied for %s", async (_, other) => {
  const [saved = "", copy = "", more = ""] = files("src/hello/a.py", "one/a.py", other);

  const isCopied = await copySaved([saved, more], "one");

  expect([isCopied, readFileSync(copy, "utf8")]).toEqual([undefined, "one/a.py"]);
});

test("nothing is copied when a file was removed", async () => {
  const [copy = ""] = files("one/a.py");

  const isCopied = await copySaved([path.join(project, "src/hello/a.py")], "one");

  expect([isCopied, readFileSync(copy, "utf8")]).toEqual([undefined, "one/a.py"]);
});

describe("the code of a bundle", () => {
  const code = (text: string) => `export const handler = () => ${text};`;
  const BUNDLE = {
    esbuild: {
      entryPoints: ["src/notes/index.ts"],
      bundle: true,
      format: "cjs",
      platform: "node",
      outfile: "index.js",
      sourcemap: "linked",
    },
    inputs: ["src/notes/index.ts", "src/shared/name.ts"],
  };
  let savedCode: SavedCode;
  beforeEach(() => {
    savedCode = new SavedCode(project);
    write("src/notes/index.ts", 'export { handler } from "../shared/name";');
    write("src/shared/name.ts", code("1"));
    write("src/notes/README.md", "notes");
    write("out/asset/index.js", "before");
    write("out/asset.bundle.json", JSON.stringify(BUNDLE));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await savedCode.close();
  });

  const write = (name: string, text: string) => writeFileIn(project, name, text);
  const read = (name: string) => readFileSync(path.join(project, name), "utf8");
  const bundled = () => read("out/asset/index.js");
  const asset = () => ({
    path: path.join(project, "out/asset"),
    file: path.join(project, "out/asset.bundle.json"),
  });
  const takeOver = (names: string[], isNew = false) => {
    const files = names.map((name) => path.join(project, name));
    const saved = { files, added: new Set(isNew ? files : []) };
    return savedCode.takeOver(saved, { codeCopies: [], codeBundles: [asset()] });
  };

  test("is bundled again when one of its inputs is saved, and again", async () => {
    const seen = [];
    for (const text of ["2", "3"]) {
      write("src/shared/name.ts", code(text));
      seen.push(await takeOver(["src/shared/name.ts"]), bundled().includes(`=> ${text}`));
    }

    expect(seen).toEqual([true, true, true, true]);
    expect(JSON.parse(read("out/asset/index.js.map"))).toMatchObject({
      sources: ["src/notes/index.ts", "src/shared/name.ts"],
    });
  });

  test("has new inputs from then on", async () => {
    write("src/shared/name.ts", 'export { handler } from "./other";');
    write("src/shared/other.ts", code("1"));
    await takeOver(["src/shared/name.ts"]);
    write("src/shared/other.ts", code("2"));

    const hasChanged = await takeOver(["src/shared/other.ts"]);

    expect([hasChanged, bundled().includes("=> 2")]).toEqual([true, true]);
  });

  test("stays when a file beside its inputs is saved that it doesn't read", async () => {
    expect(await takeOver(["src/notes/README.md"])).toBe(false);
    expect(bundled()).toBe("before");
  });

  test.each([
    ["a new file, which may hide an input", "src/notes/README.md", true],
    ["a removed file", "src/notes/gone.ts", false],
    ["a file of another folder", "out/asset/index.js", false],
  ])("is left to the app for %s", async (_what, name, isNew) => {
    expect(await takeOver([name], isNew)).toBeUndefined();
    expect(bundled()).toBe("before");
  });

  test("is built before the first save, whose build waits for this one and reads what was saved", async () => {
    const builds = recordBuilds();

    const prepared = savedCode.prepare({ codeCopies: [], codeBundles: [asset()] });
    write("src/shared/name.ts", code("2"));
    await takeOver(["src/shared/name.ts"]);
    await prepared;

    expect(bundled()).toContain("=> 2");
    expect(builds).toEqual(["begins", "ends", "begins", "ends"]);
  });

  test("is prepared without an error if it can't be bundled", async () => {
    write("src/shared/name.ts", "export const handler = (");

    await savedCode.prepare({ codeCopies: [], codeBundles: [asset()] });

    expect(bundled()).toBe("before");
  });

  test("is left to the app if only the app can bundle it", async () => {
    write("out/asset.bundle.json", JSON.stringify({ inputs: BUNDLE.inputs }));

    expect(await takeOver(["src/notes/index.ts"])).toBeUndefined();
  });

  test("that can't be bundled stays, and the reason is an error", async () => {
    write("src/shared/name.ts", "export const handler = (");

    await expect(takeOver(["src/shared/name.ts"])).rejects.toThrow("src/shared/name.ts:1:");
    expect(bundled()).toBe("before");
  });
});

/** What happens to the builds of all contexts, in its order. */
function recordBuilds(): readonly string[] {
  const seen: string[] = [];
  const { context } = jest.requireActual<typeof esbuild>("esbuild");
  jest.spyOn(esbuild, "context").mockImplementation(async (options) => {
    const made = await context(options);
    const rebuild = made.rebuild.bind(made);
    made.rebuild = async () => {
      seen.push("begins");
      return rebuild().finally(() => seen.push("ends"));
    };
    return made;
  });
  return seen;
}
