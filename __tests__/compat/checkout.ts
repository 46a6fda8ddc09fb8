import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renameImports } from "../../.ci/cdk-terrain/rename-imports";
import { ROOT } from "../support/root";
import type { Combination } from "./combinations";

const SOURCES = [
  "main.ts",
  "constructs",
  "__tests__/compat/app.ts",
  "__tests__/terraform/fixtures",
];
const PEERS = ["@cdktf", "cdktf", "constructs"];

/** The project's sources with other peer packages installed, in a temporary folder. */
export class Checkout {
  readonly folder = mkdtempSync(path.join(tmpdir(), "compat-"));

  /** Installs the packages from the registry, and copies the sources, importing them. */
  static async of(combination: Combination): Promise<Checkout> {
    const checkout = new Checkout();
    await checkout.install(combination.packages);
    checkout.linkOthers();
    checkout.copySources(combination.cdk);
    return checkout;
  }

  /** @throws Error with what the compiler reports */
  async compile(): Promise<void> {
    await this.run(process.execPath, [
      path.join(ROOT, "node_modules/typescript/bin/tsc"),
      "-p",
      ".",
    ]);
  }

  /** Runs the compiled app. */
  async synthesise(): Promise<void> {
    await this.run(process.execPath, ["__tests__/compat/app.js"]);
  }

  /** The synthesised stacks, by name. */
  stacks(): Record<string, unknown> {
    const stacks = path.join(this.folder, "cdktf.out/stacks");
    return Object.fromEntries(
      readdirSync(stacks).map((name) => [name, this.json(`cdktf.out/stacks/${name}/cdk.tf.json`)]),
    );
  }

  json(file: string): unknown {
    return JSON.parse(readFileSync(path.join(this.folder, file), "utf8"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Installs packages from the registry, or from files. */
  async install(packages: Combination["packages"]): Promise<void> {
    this.write("package.json", JSON.stringify({ private: true, dependencies: packages }));
    await this.run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"]);
  }

  /** The packages that aren't peers are those of this repository. */
  private linkOthers(): void {
    const installed = path.join(ROOT, "node_modules");
    for (const name of readdirSync(installed).filter((one) => !PEERS.includes(one))) {
      const link = path.join(this.folder, "node_modules", name);
      if (!existsSync(link)) {
        symlinkSync(path.join(installed, name), link);
      }
    }
  }

  private copySources(cdk: Combination["cdk"]): void {
    symlinkSync(path.join(ROOT, "lambda-src"), path.join(this.folder, "lambda-src"));
    for (const source of SOURCES) {
      cpSync(path.join(ROOT, source), path.join(this.folder, source), { recursive: true });
    }
    cpSync(path.join(ROOT, "tsconfig.json"), path.join(this.folder, "tsconfig.base.json"));
    this.write(
      "tsconfig.json",
      JSON.stringify({
        extends: "./tsconfig.base.json",
        compilerOptions: { noEmit: false, types: ["node"] },
        include: ["main.ts", "constructs", "__tests__"],
      }),
    );
    if (cdk === "cdktn") {
      this.renameImports();
    }
  }

  private renameImports(): void {
    const files = SOURCES.flatMap((source) =>
      source.endsWith(".ts")
        ? [source]
        : readdirSync(path.join(this.folder, source), { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => path.join(source, file)),
    );
    for (const file of files) {
      this.write(file, renameImports(readFileSync(path.join(this.folder, file), "utf8")));
    }
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  /** @returns what it prints. @throws Error with that, if it fails */
  run(command: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: this.folder });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.on("error", reject);
      child.on("close", (status) => {
        if (status === 0) {
          resolve(output);
        } else {
          reject(new Error(`${command} ${args.join(" ")} exited with ${status}:\n${output}`));
        }
      });
    });
  }
}
