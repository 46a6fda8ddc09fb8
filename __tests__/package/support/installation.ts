import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { LAZY_CONVERTER } from "../../support/lazy-converter";
import { ROOT } from "../../support/root";
import type { Started } from "../../support/start-command";
import { startProcess } from "../../support/start-command";

/** What the package is made of. */
const PARTS = [
  ".ci",
  "constructs",
  "local",
  "package.json",
  "tsconfig.json",
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "LICENSE",
];

/** The package, built, packed and installed in a project of somebody else. */
export class Installation {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "package-"));
  readonly project = path.join(this.folder, "project");
  /** The package, where npm installs it. */
  readonly installed = path.join(this.project, "node_modules/cdktf-lambda-api");
  readonly tarball: string;
  private readonly started: Started[] = [];

  constructor() {
    const source = path.join(this.folder, "source");
    for (const part of PARTS) {
      cpSync(path.join(ROOT, part), path.join(source, part), { recursive: true });
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(source, "node_modules"));
    const packed = this.run("npm", ["pack", "--json", "--pack-destination", this.folder], source);
    // A build's output comes before it.
    const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("[\n"))) as [
      { filename: string },
    ];
    this.tarball = path.join(this.folder, filename);
    mkdirSync(this.project);
    this.write("package.json", JSON.stringify({ name: "project", version: "1.0.0" }));
    const quick = ["--prefer-offline", "--no-audit", "--no-fund"];
    this.run("npm", ["install", ...quick, this.tarball]);
  }

  write(file: string, content: string): void {
    const target = path.join(this.project, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  /** Makes packages of this repository those of the project. */
  link(...packages: readonly string[]): void {
    for (const name of packages) {
      const target = path.join(this.project, "node_modules", name);
      mkdirSync(path.dirname(target), { recursive: true });
      symlinkSync(path.join(ROOT, "node_modules", name), target);
    }
  }

  /** @returns what the program prints on stdout. @throws Error if it fails, with its output */
  run(program: string, args: readonly string[], cwd = this.project, env = ENV): string {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", env });
    if (status !== 0) {
      throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
    }
    return stdout;
  }

  /** Runs the CDKTF CLI. @throws Error as `run` does */
  cdktf(...args: readonly string[]): void {
    const cli = path.join(ROOT, "node_modules/.bin/cdktf");
    this.run(cli, args, this.project, { ...ENV, NODE_OPTIONS: LAZY_CONVERTER });
  }

  /** Serves by the installed command, and waits until it is ready. @returns the URLs of the stages */
  async serve(...args: readonly string[]): Promise<Record<string, string>> {
    const endpoints = path.join(this.folder, `endpoints-${this.started.length}.json`);
    const command = ["node_modules/.bin/cdktf-lambda-api", "serve", ...args];
    const options = ["--port", "0", "--endpoints-file", endpoints];
    const started = startProcess("serve", [...command, ...options], {
      cwd: this.project,
      env: ENV,
    });
    this.started.push(started);
    await started.until("stdout", "Lambda API:");
    return (await import(endpoints)) as Record<string, string>;
  }

  remove(): void {
    this.started.forEach(({ child }) => child.kill("SIGKILL"));
    rmSync(this.folder, { recursive: true });
  }
}

const ENV: NodeJS.ProcessEnv = { ...process.env, TF_WORKSPACE: "dev", TS_NODE_TRANSPILE_ONLY: "1" };
