import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SourceWatch } from "../../../local/cli/source-watch";

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
  const answered: string[] = [];
  const after = watch.upToDate()?.then(() => answered.push("after"));

  refreshes[0]?.();
  await before;
  await nextTurn();
  expect(answered).toEqual([]);
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
