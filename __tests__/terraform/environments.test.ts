import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { policyOf, stackRights } from "../../local/deployer";
import { compare } from "../../local/review/compare";
import { sideOf } from "../../local/review/describe";
import { readReports } from "../../local/review/format";
import { readStack } from "../../local/terraform";
import { runScript } from "../support/run-command";
import { accessesOf, deniedBy } from "./support/access";
import type { Env } from "./support/cloud";
import { describeWithTerraform } from "./support/cloud";
import type { Project } from "./support/project";
import { copyProject } from "./support/project";
import { runOk } from "./support/run";
import type { Terraform } from "./support/terraform";
import { terraformIn } from "./support/terraform";

const STATE = ".terraform-state";
const OUTPUTS = "outputs.dev.json";
const SYSTEMS = ["account_settings", "chat", "hello", "lambda_api", "notes", "sample01"];

describeWithTerraform("environments side by side in one account", (cloud) => {
  let project: Project;
  let others: Project;
  let account: Terraform;
  let dev: Terraform;
  let devEnv: Env;
  let prod: Terraform;

  // The CDKTF CLI deploys dev. Terraform deploys the others from a second checkout, as another job
  // would, because the CLI removes the build folders of other environments. Both checkouts share one
  // state folder, as they would a bucket; it has no workspaces yet.
  beforeAll(async () => {
    project = copyProject(cloud());
    others = copyProject(cloud());
    mkdirSync(path.join(project.folder, STATE));
    symlinkSync(path.join(project.folder, STATE), path.join(others.folder, STATE));
    // All environments: the running providers are asked for the types of each.
    await others.synth();
    await Promise.all([deployDev(), deployOthers()]);
  });

  async function deployDev() {
    const folder = project.stackFolder("dev");
    mkdirSync(folder, { recursive: true });
    devEnv = { ...(await cloud().envIn(folder)), TF_WORKSPACE: "dev" };
    await cdktf("deploy", "--auto-approve", "--outputs-file", OUTPUTS);
    dev = terraformIn(folder, devEnv);
  }

  // One after the other: they share the running providers.
  async function deployOthers() {
    const folder = others.stackFolder("prod");
    const env = await cloud().envIn(folder);
    const prodEnv = { ...env, TF_WORKSPACE: "prod" };
    prod = terraformIn(folder, prodEnv);
    account = terraformIn(others.stackFolder("account"), { ...env, TF_WORKSPACE: "account" });
    await installProviders(folder, prodEnv);
    await account.ok("init", "-input=false");
    await account.apply();
    await prod.apply();
  }

  test("output each API's URL and each function's name", () => {
    const file = path.join(project.folder, OUTPUTS);
    const outputs = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;

    for (const system of SYSTEMS) {
      expect(outputs.dev).toMatchObject({
        [`${system}_url`]: expect.stringMatching(
          /^https:\/\/[^/]+\.amazonaws\.com(\/\w+)?$/,
        ) as string,
        [`${system}_function_name`]: `web-api-dev-${system.replace("_", "-")}-Function`,
      });
    }
  });

  test("changed handler code updates only that function, and a changed mapping template redeploys only that API (AWS serves only what a deployment contains)", async () => {
    const before = sideOf(project.stackFolder("dev"), "dev");
    project.edit("lambda-src/hello/index.py", "Awstut", "changed");
    project.edit("lambda-src/sample01/error.vtl", "message", "text");

    const { stdout, status } = await script("main.ts review", ["--env", "dev", "--format", "json"]);

    project.edit("lambda-src/hello/index.py", "changed", "Awstut");
    project.edit("lambda-src/sample01/error.vtl", "text", "message");
    const [report] = readReports(stdout, "review");
    const { terraform, apis, findings } = await compare(
      before,
      sideOf(project.stackFolder("dev"), "dev"),
    );
    expect(status).toBe(2);
    expect(findings.map(({ rule }) => rule)).toEqual(["template-changed"]);
    expect(report).toMatchObject({
      ...{ apis, findings, permissions: [], losses: [], incomplete: [] },
      functions: [{ name: "web-api-dev-hello-Function", details: ["code"] }],
      // The function, the API, and its stage, which gets the new deployment.
      terraform: { ...terraform, change: 3, deployments: 1 },
    });
  });

  test("a plan after the deployment finds nothing to change (AWS returns each attribute as it was set), even with a deleted build folder and changed file modes (hashes ignore modes, and the state is elsewhere)", async () => {
    removeFilesIn(path.join(project.folder, "cdktf.out"));
    chmodSync(path.join(project.folder, "lambda-src/hello/index.py"), 0o600);

    const { status, stdout } = await script("review/review-diff.ts", ["--skip-provider-lock"]);

    const output = stripVTControlCharacters(stdout);
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
    expect(output).toMatch(/Nothing changes in dev\.\n$/);
    expect(status).toBe(0);
  });

  test("destroying dev leaves prod's state as it was applied, and the account's logging role, which they share", async () => {
    const stateFile = path.join(project.folder, STATE, "prod/prod/terraform.tfstate");
    const before = readFileSync(stateFile, "utf8");

    // The folder is as the last command synthesised it.
    await cdktf("destroy", "--auto-approve", "--skip-synth");

    expect(await dev.resources()).toEqual([]);
    expect(readFileSync(stateFile, "utf8")).toBe(before);
    expect(await account.plan()).toEqual([]);
  });

  test("need only permissions that the deployer policy grants", () => {
    const folders = [project.stackFolder("dev"), ...["prod", "account"].map(others.stackFolder)];
    const policy = policyOf(folders.map((folder) => stackRights(readStack(folder))));

    const accesses = cloud().aws.calls().flatMap(accessesOf);

    expect(new Set(accesses.map(({ action }) => action)).size).toBeGreaterThan(30);
    expect(deniedBy(policy, accesses)).toEqual([]);
  });

  test("then leaves nothing to change in prod's resources, even when prod is synthesised as HCL", async () => {
    rmSync(path.join(others.stackFolder("prod"), "cdk.tf.json"));
    await others.synth("prod", { SYNTH_HCL_OUTPUT: "true" });

    expect(await prod.plan()).toEqual([]);
  });

  /** Installs the providers as for a user: those of the versions that the app requires. */
  const installProviders = (cwd: string, env: Env) =>
    terraformIn(cwd, { ...env, TF_REATTACH_PROVIDERS: undefined }).ok("init", "-input=false");

  /** The CDKTF CLI on dev; it would ask the registry for the hashes of providers from a mirror. */
  const cdktf = (...args: readonly string[]) =>
    runOk("node_modules/.bin/cdktf", [...args, "--skip-provider-lock"], {
      cwd: project.folder,
      env: devEnv,
    });

  /** A command of this project in the checkout of dev. */
  const script = (name: string, args: string[]) =>
    runScript(`local/cli/${name}`, args, "", { cwd: project.folder, env: devEnv });
});

/** Leaves the folders, where providers run. */
function removeFilesIn(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) {
      rmSync(path.join(entry.parentPath, entry.name));
    }
  }
}
