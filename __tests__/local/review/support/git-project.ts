import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PlainResources } from "../../lambda/support/plain-stack";

/** Writes the stacks of app.json to the folder that a synthesis gives it, as cdktf's App does. */
const APP = `
const { mkdirSync, writeFileSync, readFileSync } = require("node:fs");
const stacks = JSON.parse(readFileSync("app.json", "utf8"));
const out = process.env.CDKTF_OUTDIR;
const manifest = {};
for (const [name, terraform] of Object.entries(stacks)) {
  const workingDirectory = "stacks/" + name;
  mkdirSync(out + "/" + workingDirectory, { recursive: true });
  writeFileSync(out + "/" + workingDirectory + "/cdk.tf.json", JSON.stringify(terraform));
  manifest[name] = { workingDirectory };
}
writeFileSync(out + "/manifest.json", JSON.stringify({ stacks: manifest }));
`;

/** The resources of each stack. */
export type App = Readonly<Record<string, PlainResources>>;

/** A git repository with a project whose app synthesises what its `app.json` has. */
export class TestProject {
  readonly repository = mkdtempSync(path.join(os.tmpdir(), "project-"));
  readonly folder: string;

  /** @param subfolder of the repository, where the project is */
  constructor(subfolder = ".") {
    this.folder = path.join(this.repository, subfolder);
    mkdirSync(this.folder, { recursive: true });
    this.git("init", "--quiet");
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: "node app.js" }));
    this.write("app.js", APP);
  }

  write(name: string, content: string): this {
    writeFileSync(path.join(this.folder, name), content);
    return this;
  }

  app(app: App): this {
    const stacks = Object.entries(app).map(([name, resources]) => [name, terraform(resources)]);
    return this.write("app.json", JSON.stringify(Object.fromEntries(stacks)));
  }

  /** @returns the hash of the commit */
  commit(): string {
    this.git("add", "--all");
    const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    this.git(...author, "commit", "--quiet", "--no-verify", "--message", "change");
    return this.git("rev-parse", "HEAD").trim();
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.repository, encoding: "utf8" });
  }
}

/** Resources by address, as Terraform's JSON has them: by type and name. */
export function terraform(resources: PlainResources): object {
  const byType: Record<string, Record<string, unknown>> = {};
  for (const [address, block] of Object.entries(resources)) {
    const [type = "", name = ""] = address.split(".");
    (byType[type] ??= {})[name] = block;
  }
  return { resource: byType, provider: { aws: [{ region: "eu-west-1" }] } };
}
