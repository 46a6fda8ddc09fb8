import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import { newMark } from "../../../local/guardian";
import { killMarked } from "../../../local/lambda/sandbox/marked-processes";

test("sandboxes that end together share the search for the daemons of their handlers", async () => {
  const marks = Array.from({ length: 10 }, newMark);
  const daemons = marks.slice(-2).map((MARK) => spawn("sleep", ["60"], { env: { MARK } }));
  const ends = daemons.map((daemon) => once(daemon, "exit"));
  const searches = jest.spyOn(fs, "readdir");

  await killMarked(newMark());
  await Promise.all([...marks.map((mark) => killMarked(mark)), ...ends]);

  expect(daemons.map(({ signalCode }) => signalCode)).toEqual(["SIGKILL", "SIGKILL"]);
  expect(searches).toHaveBeenCalledTimes(2);
});

test("a sandbox that ends during a search gets a search of its own", async () => {
  const mark = newMark();
  const searches = jest.spyOn(fs, "readdir");

  const first = killMarked(newMark());
  await Promise.resolve();
  const daemon = spawn("sleep", ["60"], { env: { MARK: mark } });
  await Promise.all([killMarked(mark), once(daemon, "exit"), first]);

  expect(daemon.signalCode).toBe("SIGKILL");
  expect(searches).toHaveBeenCalledTimes(2);
});

test("on a system without /proc, looking for daemons finds none, and doesn't fail", async () => {
  jest.spyOn(fs, "readdir").mockRejectedValue(new Error("ENOENT: no such file or directory"));

  await expect(killMarked(newMark())).resolves.toBeUndefined();
});

afterEach(() => jest.restoreAllMocks());
