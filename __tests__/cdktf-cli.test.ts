import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "./support/root";

/** What the CDKTF CLI runs Terraform in: a pseudoterminal, by a native module. */
const PTY = "@cdktf/node-pty-prebuilt-multiarch";
const PLATFORMS = ["darwin", "linux", "win32"].flatMap((os) =>
  ["arm64", "x64"].map((cpu) => ({ os: [os], cpu: [cpu] })),
);

/** Prints the first line of its input, where Terraform reads the approval, and exits with 3. */
const PROGRAM = `process.stdin.once("data", (line) => {
  console.log("got", String(line).trim(), process.stdout.isTTY ? "in a terminal" : "in a pipe");
  process.exit(3);
});`;

interface LockedPackage {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Pty {
  onData(listener: (text: string) => void): void;
  onExit(listener: (end: { exitCode: number }) => void): void;
  write(text: string): void;
}
interface PtyModule {
  spawn(file: string, args: readonly string[], options: object): Pty;
}

const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
// The CLI loads the module from its own folder, though only a dependency of it declares the module.
const requireAsCli = createRequire(require.resolve("cdktf-cli/package.json"));

test("the CDKTF CLI talks to a program in a pseudoterminal, with this version of Node.js", async () => {
  const { spawn } = requireAsCli(PTY) as PtyModule;

  const program = spawn(process.execPath, ["-e", PROGRAM], { cwd: ROOT, env: process.env });
  let output = "";
  program.onData((text) => (output += text));
  program.write("yes\r");
  const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => {
    program.onExit(resolve);
  });

  expect(output).toContain("got yes in a terminal");
  expect(exitCode).toBe(3);
});

test("its pseudoterminal needs no compiler and no download at installation on any platform", () => {
  const pty = packages[`node_modules/${PTY}`];
  const binaries = Object.keys(pty?.optionalDependencies ?? {}).map(locked);

  expect(pty?.hasInstallScript).toBeUndefined();
  for (const platform of PLATFORMS) {
    expect(binaries).toContainEqual(expect.objectContaining(platform));
  }
  for (const binary of binaries) {
    expect(binary).not.toHaveProperty("hasInstallScript");
  }
});

test("the lock file holds the native packages of every platform, not just of this one", () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => locked(name) === undefined);

  expect(missing).toEqual([]);
});

/** The package of that name, wherever npm has put it. */
function locked(name: string): LockedPackage | undefined {
  const folder = Object.keys(packages).find((key) => key.endsWith(`node_modules/${name}`));
  return folder === undefined ? undefined : packages[folder];
}
