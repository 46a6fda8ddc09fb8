import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AccessLogFile } from "../../local/log/access-log-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "access-log-"))));

test("lines are added to a file that only its user can read", async () => {
  const file = path.join(folder, "access.log");

  for (const line of ["a", "b"]) {
    const log = AccessLogFile.open(file);
    log.write(line);
    await log.close();
  }

  expect(readFileSync(file, "utf8")).toBe("a\nb\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that can't be written is refused when the runner starts", () => {
  expect(() => AccessLogFile.open(folder)).toThrow(
    `--access-log ${folder} can't be written: EISDIR`,
  );
});

test("a failure to write is reported at the end", async () => {
  const log = AccessLogFile.open("/dev/full");
  log.write("a");

  await expect(log.close()).rejects.toThrow("The access log couldn't be written: ENOSPC");
});
