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
import type { Terraform } from "./support/terraform";
import { terraformIn } from "./support/terraform";

const STATE = ".terraform-state";
/** Where another test's plan finds the same state on AWS. */
const NO_REFRESH = "-refresh=false";
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
    await Promise.all([deployDev(), deployOthers()]);
  });

  async function deployDev() {
    await cdktf(["deploy", "--auto-approve", "--outputs-file", "deployed.json"]);
    devEnv = await envOf(project, "dev");
    await cdktf(["output", "--outputs-file", "asked.json"], devEnv);
    dev = terraformIn(project.stackFolder("dev"), devEnv);
  }

  async function deployOthers() {
    await others.synth();
    prod = await stackOf(others, "prod");
    account = await stackOf(others, "account");
    await prod.ok("init", "-input=false");
    await account.ok("init", "-input=false");
    await account.apply();
    await prod.apply();
  }

  test("output each API's URL and each function's name, at deploy and by cdktf output", () => {
    const outputs = JSON.parse(read("deployed.json")) as Record<string, unknown>;

    for (const system of SYSTEMS) {
      expect(outputs.dev).toMatchObject({
        [`${system}_url`]: expect.stringMatching(
          /^https:\/\/[^/]+\.amazonaws\.com(\/\w+)?$/,
        ) as string,
        [`${system}_function_name`]: `web-api-dev-${system.replace("_", "-")}-Function`,
      });
    }
    expect(read("asked.json")).toBe(read("deployed.json"));
  });

  test("changed handler code updates only that function", async () => {
    const changes = await planWith("lambda-src/hello/index.py", "Awstut", "changed");

    expect(changes).toEqual([change("aws_lambda_function.hello_", "update")]);
  });

  test("a changed mapping template redeploys only that API, and no function (AWS serves only what a deployment contains)", async () => {
    const before = sideOf(project.stackFolder("dev"), "dev");
    project.edit("lambda-src/sample01/error.vtl", "message", "text");

    const { stdout, status } = await script("main.ts review", ["--env", "dev", "--format", "json"]);

    project.edit("lambda-src/sample01/error.vtl", "text", "message");
    const [report] = readReports(stdout, "review");
    const { terraform, apis, findings } = await compare(
      before,
      sideOf(project.stackFolder("dev"), "dev"),
    );
    expect(status).toBe(2);
    expect(findings.map(({ rule }) => rule)).toEqual(["template-changed"]);
    // The stage gets the new deployment, which only a plan knows.
    expect(report).toMatchObject({
      ...{ apis, findings, functions: [], permissions: [], losses: [], incomplete: [] },
      terraform: { ...terraform, change: 2, deployments: 1 },
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

  test("destroying dev leaves prod's state and resources as they were applied, and the account's logging role, which they share", async () => {
    const stateFile = path.join(project.folder, STATE, "prod/prod/terraform.tfstate");
    const before = readFileSync(stateFile, "utf8");

    await cdktf(["destroy", "--auto-approve"], devEnv);

    expect(await dev.resources()).toEqual([]);
    expect(readFileSync(stateFile, "utf8")).toBe(before);
    expect(await account.plan()).toEqual([]);
    expect(await prod.plan()).toEqual([]);
  });

  test("need only permissions that the deployer policy grants", () => {
    const folders = [project.stackFolder("dev"), ...["prod", "account"].map(others.stackFolder)];
    const policy = policyOf(folders.map((folder) => stackRights(readStack(folder))));

    const accesses = cloud().aws.calls().flatMap(accessesOf);

    expect(new Set(accesses.map(({ action }) => action)).size).toBeGreaterThan(30);
    expect(deniedBy(policy, accesses)).toEqual([]);
  });

  test("have nothing to change when they are synthesised as HCL", async () => {
    rmSync(path.join(others.stackFolder("prod"), "cdk.tf.json"));
    await others.synth("prod", { SYNTH_HCL_OUTPUT: "true" });

    expect(await prod.plan(NO_REFRESH)).toEqual([]);
  });

  /** Terraform in an environment's folder, from where it zips the handlers. */
  async function stackOf(of: Project, environment: string): Promise<Terraform> {
    return terraformIn(of.stackFolder(environment), await envOf(of, environment));
  }

  async function envOf({ stackFolder }: Project, environment: string): Promise<Env> {
    const env = await cloud().envIn(stackFolder(environment));
    return { ...env, TF_WORKSPACE: environment };
  }

  /** The CDKTF CLI on dev; it would ask the registry for the hashes of providers from a mirror. */
  const cdktf = (args: readonly string[], providers?: Env) =>
    project.cdktf("dev", [...args, "--skip-provider-lock"], providers);

  /** A command of this project in the checkout of dev. */
  const script = (name: string, args: string[]) =>
    runScript(`local/cli/${name}`, args, "", { cwd: project.folder, env: devEnv });

  const read = (file: string) => readFileSync(path.join(project.folder, file), "utf8");

  /** Plans dev with an edited file. */
  async function planWith(file: string, from: string, to: string) {
    project.edit(file, from, to);
    await project.synth("dev");
    const changes = await dev.plan(NO_REFRESH);
    project.edit(file, to, from);
    return changes;
  }
});

/** Leaves the folders, where providers run. */
function removeFilesIn(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) {
      rmSync(path.join(entry.parentPath, entry.name));
    }
  }
}

/** A planned change of the one resource whose address begins so. */
const change = (address: string, action: string) => ({
  address: expect.stringMatching(new RegExp(`^${address}`)) as string,
  action,
});
