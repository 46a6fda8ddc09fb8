import { readFileSync } from "node:fs";
import path from "node:path";
import { readCdktfProject } from "../../../../local/cli/project/cdktf-project";
import { RepeatedSynthesis } from "../../../../local/cli/synthesis/repeated-synthesis";
import { synthesise } from "../../../../local/cli/synthesis/synthesise";
import { descendants } from "../../../support/descendants";
import type { Started } from "../../../support/start-command";
import { startCommand } from "../../../support/start-command";
import { isRunning, until } from "../../lambda/support/processes";
import { AppFolder } from "../support/app-folder";

jest.setTimeout(30_000);

const home = process.cwd();
let app: AppFolder;
let stop: AbortController;
let synthesis: RepeatedSynthesis;
/** Processes of the test runner, such as a compiler's. */
let others: readonly number[];

beforeEach(() => {
  others = descendants(process.pid);
  app = new AppFolder();
  process.chdir(app.folder);
  stop = new AbortController();
  synthesis = new RepeatedSynthesis(".", "dev");
});
afterEach(() => {
  stop.abort();
  process.chdir(home);
  app.remove();
});

function output(name = "out"): string {
  return readFileSync(path.join(app.folder, name), "utf8");
}

/** The processes that the test has started and that still run. */
function started(): number[] {
  // Where `ps` lists them, it lists itself, but has ended by now.
  return descendants(process.pid).filter((pid) => !others.includes(pid) && isRunning(pid));
}

/** Synthesises once. @returns the process that waits for the next synthesis */
async function synthesiseFirst(): Promise<number> {
  await synthesis.run(stop.signal);
  let waiting: number | undefined;
  await until(() => {
    waiting = started()[0];
    return waiting !== undefined;
  }, 10_000);
  return waiting ?? 0;
}

/** An app that writes what `expression` is. `constructs` is a package that says "first". */
function writeApp(expression: string): void {
  app.file("node_modules/constructs/index.js", 'module.exports = "first";');
  app.file(
    "app.js",
    `const early = require.resolve("constructs") in require.cache;
    const text = require("constructs");
    require("fs").writeFileSync("out", String(${expression}));`,
  );
}

test("the packages of CDKTF are loaded before the next synthesis begins", async () => {
  writeApp("early");
  await synthesiseFirst();
  const first = output();

  await synthesis.run(stop.signal);

  expect([first, output()]).toEqual(["false", "true"]);
});

test.each([
  ["npm start", () => synthesise(readCdktfProject("."), "dev", stop.signal)],
  ["npm start --watch", () => new RepeatedSynthesis(".", "dev").run(stop.signal)],
])("%s loads the packages early that the app loaded when it was started before", async (_, run) => {
  writeApp("early");
  app.file("cdktf.out/manifest.json", "");
  await run();
  const first = output();

  await run();

  expect([first, output()]).toEqual(["false", "true"]);
});

test("only packages of CDKTF are loaded early, whatever is in the output folder", async () => {
  writeApp("globalThis.isEarly");
  const other = app.file("other.js", "globalThis.isEarly = true;");
  app.file("cdktf.out/loaded-modules.json", JSON.stringify([other]));

  await synthesise(readCdktfProject("."), "dev", stop.signal);

  expect(output()).toBe("undefined");
});

test("CDKTF's library for archives is loaded when it is called", async () => {
  const library = "node_modules/cdktf/node_modules/archiver/index.js";
  const importer = 'exports.archive = require("archiver");';
  app.file("node_modules/cdktf/lib/private/fs.js", importer);
  app.file(library, 'module.exports = (format) => "made a " + format;');
  app.file(
    "app.js",
    `const { archive } = require("cdktf/lib/private/fs");
    const isLoaded = () => require.resolve("./${library}") in require.cache;
    require("fs").writeFileSync("out", [isLoaded(), archive("zip"), isLoaded()].join());`,
  );

  await synthesise(readCdktfProject("."), "dev", stop.signal);

  expect(output()).toBe("false,made a zip,true");
});

test("the waiting process runs the app as it is saved then, with the output of a fresh one", async () => {
  app.writeApp("");
  await synthesiseFirst();
  app.writeApp('Annotations.of(stack).addWarning("saved");');

  await synthesis.run(stop.signal);
  const waited = output("cdktf.out/manifest.json") + output("cdktf.out/stacks/dev/cdk.tf.json");
  await new RepeatedSynthesis(".", "dev").run(stop.signal);
  const fresh = output("cdktf.out/manifest.json") + output("cdktf.out/stacks/dev/cdk.tf.json");

  expect(waited).toContain("saved");
  expect(waited).toBe(fresh);
});

test("a package that was replaced since is not served from memory", async () => {
  writeApp("text");
  await synthesiseFirst();
  app.file("node_modules/constructs/index.js", 'module.exports = "second";');

  await synthesis.run(stop.signal);

  expect(output()).toBe("second");
});

/** An app that writes when its module `parts.js` was loaded, and what it exports. */
function writeAppWithParts(parts: string): void {
  writeApp(
    '`${require.resolve("./parts") in require.cache ? "early" : "late"} ${require("./parts")}`',
  );
  app.file("parts.js", parts);
}

describe("a module of the app", () => {
  /** Synthesises, edits while a process waits, and synthesises again. */
  const outputAfter = async (edit: () => void): Promise<string> => {
    await synthesiseFirst();
    edit();
    await synthesis.run(stop.signal);
    return output();
  };

  test("is loaded before the next synthesis begins", async () => {
    writeAppWithParts('module.exports = "parts";');

    expect(await outputAfter(() => undefined)).toBe("early parts");
  });

  test("that was edited is not served from memory, and not loaded early again", async () => {
    writeAppWithParts('module.exports = "first";');
    const edit = (text: string) => () => app.file("parts.js", `module.exports = "${text}";`);
    const second = await outputAfter(edit("second"));
    const third = await outputAfter(edit("third"));

    expect([second, third]).toEqual(["late second", "late third"]);
  });

  test("that imports an edited one is not loaded early either", async () => {
    writeAppWithParts('module.exports = require("./part");');
    const edit = (text: string) => () => app.file("part.js", `module.exports = "${text}";`);
    edit("first")();
    const second = await outputAfter(edit("second"));

    expect([second, await outputAfter(edit("third"))]).toEqual(["late second", "late third"]);
  });

  test.each([
    ["reads a file", 'require("fs").readFileSync("data/a", "utf8")', "data/a"],
    ["lists a folder", 'require("fs").readdirSync("data").length', "data/b"],
    ["looks for a file", 'require("fs").existsSync("data/b")', "data/b"],
  ])("that %s sees what is there when the app runs", async (_, expression, changed) => {
    app.file("data/a", "1");
    writeAppWithParts(`module.exports = ${expression};`);
    await synthesiseFirst();
    const before = output();
    app.file(changed, "2 bytes");

    await synthesis.run(stop.signal);

    expect(output()).not.toBe(before);
    expect(output()).toMatch(/^late/);
  });
});

test("Node.js processes of the app don't wait, and see the NODE_OPTIONS of the runner", async () => {
  writeApp(
    'require("child_process").execFileSync(process.execPath, ["-p", "process.env.NODE_OPTIONS"])',
  );
  await synthesiseFirst();
  const first = output();

  await synthesis.run(stop.signal);

  expect([first, output()]).toEqual(Array(2).fill(`${process.env.NODE_OPTIONS}\n`));
});

test("a program that runs the app as its main module, like ts-node, runs it", async () => {
  app.file("cdktf.json", JSON.stringify({ app: "node program.js" }));
  app.file(
    "program.js",
    'process.argv[1] = require("path").resolve("app.js"); require("module").runMain();',
  );
  app.file("app.js", 'require("fs").writeFileSync("out", "run");');

  await synthesis.run(stop.signal);

  expect(output()).toBe("run");
});

test("the files that the app read are known after it has run, however they were opened", async () => {
  const names = ["sync", "async", "promised", "streamed", "data.json", "copied", "unread"];
  const [sync, async, promised, streamed, json, copied, unread] = names.map((name) =>
    app.file(name, "1"),
  );
  app.file(
    "app.js",
    `const fs = require("fs");
    fs.readFileSync("sync");
    fs.readFile(Buffer.from("async"), () => {});
    import("fs/promises").then(({ readFile }) => readFile("promised"));
    fs.createReadStream(require("url").pathToFileURL("streamed")).resume();
    require("./data.json");
    fs.copyFileSync("copied", "copy");`,
  );
  const before = synthesis.mayRead(unread ?? "");

  await synthesis.run(stop.signal);

  const reads = [sync, async, promised, streamed, json, copied, unread].map((file = "") =>
    synthesis.mayRead(file),
  );
  expect(before).toBe(true);
  expect(reads).toEqual([true, true, true, true, true, false, false]);
});

test.each([
  ["an app of ES modules", { app: "node app.mjs" }],
  ["a command that the shell interprets", { app: "node app.mjs && true" }],
])("%s may have read every file", async (_, config) => {
  app.file("cdktf.json", JSON.stringify(config));
  app.file("app.mjs", "");

  await synthesis.run(stop.signal);

  expect(synthesis.mayRead(path.join(app.folder, "app.mjs"))).toBe(true);
});

test("a command that the shell interprets runs each time as it is", async () => {
  writeApp("early + process.env.SET");
  app.file("cdktf.json", JSON.stringify({ app: `SET=1 "${process.execPath}" app.js && true` }));

  await synthesis.run(stop.signal);
  const first = output();
  await synthesis.run(stop.signal);

  expect([first, output()]).toEqual(["false1", "false1"]);
});

test("a failed app is reported with its exit status, also by the waiting process", async () => {
  writeApp("early");
  await synthesiseFirst();
  app.file("app.js", "process.exit(3);");

  await expect(synthesis.run(stop.signal)).rejects.toThrow(
    "The synthesis failed with exit status 3.",
  );
});

test("stopping ends the waiting process", async () => {
  writeApp("early");
  const waiting = await synthesiseFirst();

  stop.abort();

  await until(() => !isRunning(waiting));
  expect(started()).toEqual([]);
});

describe("beside a runner", () => {
  let runner: Started | undefined;
  afterEach(() => runner?.child.kill("SIGKILL"));

  test("the waiting process ends with a runner that is killed", async () => {
    app.writeApp("");
    const args = ["--watch", "--port", "0"];
    runner = startCommand("local/cli/main.ts serve", args, {}, app.folder);
    const { child, until: seen } = runner;
    await seen("stdout", "Lambda API:");
    // The process of the first synthesis has ended, and the next one may run already.
    const waiting = () => descendants(child.pid ?? 0, "app.js").filter(isRunning);
    await until(() => waiting().length > 0, 10_000);
    const processes = waiting();

    child.kill("SIGKILL");

    await until(() => !processes.some(isRunning));
    expect(processes).not.toEqual([]);
  });
});
