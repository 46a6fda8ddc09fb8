import { execFile } from "node:child_process";

/** What a program on PATH prints, on both streams; undefined if it doesn't run. */
export function programOutput(name: string, args: readonly string[]): Promise<string | undefined> {
  const options = { env: process.env, timeout: 20_000 };
  return new Promise((resolve) => {
    execFile(name, args, options, (error, stdout, stderr) =>
      resolve(error ? undefined : stdout + stderr),
    );
  });
}
