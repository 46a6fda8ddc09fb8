import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LogFile } from "../../local/log/log-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "log-file-"))));

test("lines are added to a file that only its user can read", async () => {
  const file = path.join(folder, "access.log");

  for (const line of ["a", "b"]) {
    const log = LogFile.open("access", file);
    log.write(line);
    await log.close();
  }

  expect(readFileSync(file, "utf8")).toBe("a\nb\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each(["access", "execution"] as const)(
  "a file for the %s log that can't be written is refused when the runner starts",
  (kind) => {
    expect(() => LogFile.open(kind, folder)).toThrow(
      `--${kind}-log ${folder} can't be written: EISDIR`,
    );
  },
);

test("a failure to write is reported at the end", async () => {
  const log = LogFile.open("execution", "/dev/full");
  log.write("a");

  await expect(log.close()).rejects.toThrow("The execution log couldn't be written: ENOSPC");
});
