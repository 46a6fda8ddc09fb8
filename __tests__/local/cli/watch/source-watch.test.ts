import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SourceWatch } from "../../../../local/cli/watch/source-watch";

let folder: string;
let refreshes: (() => void)[];
let watch: SourceWatch;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "watch-"));
  save("as it was");
  refreshes = [];
  const refresh = () => new Promise<void>((resolve) => refreshes.push(resolve));
  watch = new SourceWatch({ sources: () => [folder], ignored: [], refresh });
});
afterEach(async () => {
  await watch.close();
  rmSync(folder, { recursive: true });
});

function save(text: string): void {
  writeFileSync(path.join(folder, "index.py"), text);
}

/** What the event loop does between two requests of a client. */
function nextTurn(): Promise<void> {
  return new Promise(setImmediate);
}

test("a request waits for nothing while nothing changed", () => {
  expect(watch.upToDate()).toBeUndefined();
});

test("an input counts in an ignored folder, also one that wasn't there", async () => {
  const input = path.join(folder, "terraform.tfvars");
  const refresh = () => Promise.resolve();
  const ignored = { sources: () => [folder], ignored: [folder], refresh };
  const ignoring = new SourceWatch({ ...ignored, inputs: () => [input] });

  save("changed");
  const afterSource = ignoring.upToDate();
  await nextTurn();
  writeFileSync(input, "v = 1");

  expect([afterSource, ignoring.upToDate()]).toEqual([undefined, expect.any(Promise)]);
});

test("requests of one turn wait for one refresh, and those after it for none", async () => {
  save("changed");

  const waiting = [watch.upToDate(), watch.upToDate()];
  refreshes[0]?.();
  await Promise.all(waiting);
  await nextTurn();

  expect(waiting).not.toContain(undefined);
  expect(refreshes).toHaveLength(1);
  expect(watch.upToDate()).toBeUndefined();
});

test("a request after a save in the midst of a refresh waits for another refresh", async () => {
  save("first");
  const before = watch.upToDate();
  save("second");
  const resolved: string[] = [];
  const after = watch.upToDate()?.then(() => resolved.push("after"));

  refreshes[0]?.();
  await before;
  await nextTurn();
  expect(resolved).toEqual([]);
  refreshes[1]?.();
  await after;

  expect(refreshes).toHaveLength(2);
});

test("a change is taken without a request, too", async () => {
  watch.start();
  save("changed");

  while (refreshes.length === 0) {
    await nextTurn();
  }
  refreshes[0]?.();

  expect(refreshes).toHaveLength(1);
});

describe("a build that writes into the project", () => {
  let builds: number;
  let project: SourceWatch;

  /** Watches the folder as a project whose build writes a bundle. */
  function watchBuild(content: () => string): void {
    builds = 0;
    const build = () => {
      builds += 1;
      mkdirSync(path.join(folder, ".build"), { recursive: true });
      writeFileSync(path.join(folder, ".build/bundle.js"), content());
      return Promise.resolve();
    };
    project = new SourceWatch({ project: folder, sources: () => [], ignored: [], refresh: build });
  }

  async function requests(count: number): Promise<void> {
    for (let request = 0; request < count; request += 1) {
      await project.upToDate();
      await nextTurn();
    }
  }

  test("runs once for a save if git ignores what it writes", async () => {
    spawnSync("git", ["init", "--quiet"], { cwd: folder });
    writeFileSync(path.join(folder, ".gitignore"), ".build/");
    watchBuild(() => String(builds));

    save("changed");
    await requests(5);

    expect(builds).toBe(1);
  });

  test("warns if git can't list the files that it ignores", () => {
    spawnSync("git", ["init", "--quiet"], { cwd: folder });
    writeFileSync(path.join(folder, ".git/config"), "[core]\nrepositoryformatversion = 99\n");
    const warn = jest.fn();
    const refresh = () => Promise.resolve();

    new SourceWatch({ project: folder, sources: () => [], ignored: [], refresh, warn });

    expect(warn).toHaveBeenCalledWith([
      expect.stringMatching(/^--watch: git can't list the ignored files: .*99/),
    ]);
  });

  test("doesn't run for ever without git if it writes the same content again", async () => {
    watchBuild(() => "the bundle");

    save("changed");
    await requests(5);

    expect(builds).toBe(2);
  });

  test("runs again if a file that it writes is edited", async () => {
    watchBuild(() => "the bundle");
    save("changed");
    await requests(5);

    writeFileSync(path.join(folder, ".build/bundle.js"), "edited");
    await requests(1);

    expect(builds).toBe(3);
  });
});

test("a source that git ignores counts if the stack names it", async () => {
  spawnSync("git", ["init", "--quiet"], { cwd: folder });
  writeFileSync(path.join(folder, ".gitignore"), "*.py");
  const refresh = () => Promise.resolve();
  const source = path.join(folder, "index.py");
  const naming = new SourceWatch({
    project: folder,
    sources: () => [source],
    ignored: [],
    refresh,
  });

  save("changed");

  expect(naming.upToDate()).toEqual(expect.any(Promise));
});

test("a file made executable counts", async () => {
  save("changed");
  const saved = watch.upToDate();
  refreshes[0]?.();
  await saved;
  await nextTurn();

  chmodSync(path.join(folder, "index.py"), 0o755);

  expect(watch.upToDate()).toEqual(expect.any(Promise));
  refreshes[1]?.();
});
