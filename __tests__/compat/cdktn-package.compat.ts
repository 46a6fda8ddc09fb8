import { existsSync } from "node:fs";
import path from "node:path";
import { renameImports } from "../../.ci/cdk-terrain/rename-imports";
import { Installation } from "../package/support/installation";
import { blocksOf, fileOf } from "../readme/pages";
import { ROOT } from "../support/root";
import { startProcess } from "../support/start-command";
import { Checkout } from "./checkout";
import { COMBINATIONS } from "./combinations";

jest.setTimeout(600_000);

const BUILD = [
  path.join(ROOT, "local/typescript/register.cjs"),
  ".ci/cdk-terrain/main.ts",
] as const;
const packages = COMBINATIONS.findLast(({ cdk }) => cdk === "cdktn")?.packages ?? {};

const installation = new Installation();
const project = new Checkout();
afterAll(() => {
  installation.remove();
  project.remove();
});

/** The package for CDK Terrain, made of the one for CDKTF. */
async function cdktnTarball(): Promise<string> {
  const [register, main] = BUILD;
  const script = path.join(ROOT, main);
  await project.run(process.execPath, ["--require", register, script, installation.tarball]);
  await project.run("npm", ["pack", "./dist-cdktn"]);
  return path.join(project.folder, "cdktn-lambda-api-0.1.0.tgz");
}

test("the package for CDK Terrain compiles, synthesises and serves the README's API", async () => {
  await project.install({ ...packages, "cdktn-lambda-api": `file:${await cdktnTarball()}` });
  for (const block of blocksOf("README.md")) {
    const file = fileOf(block);
    if (file === "main.ts" || file?.startsWith("lambda-src/")) {
      project.write(file, renameImports(block.text).replace("./constructs", "cdktn-lambda-api"));
    }
  }
  project.write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["main.ts"] }));

  await project.compile();
  await project.run(process.execPath, ["main.js"]);

  expect(existsSync(path.join(project.folder, "node_modules/cdktf"))).toBe(false);
  expect(project.stacks()).toHaveProperty(
    "dev.terraform.required_providers.aws.version",
    COMBINATIONS.at(-1)?.awsProvider,
  );
  expect(await served("/books/7")).toBe('{"id":"7","title":"Emma"}');
});

const compilerOptions = {
  ...{ target: "es2022", module: "commonjs", strict: true, skipLibCheck: true },
  // Those of this repository: the project has none.
  ...{ types: ["node"], typeRoots: [path.join(ROOT, "node_modules/@types")] },
};

/** What the package's own command responds with. */
async function served(urlPath: string): Promise<string> {
  const command = path.join(project.folder, "node_modules/.bin/cdktf-lambda-api");
  const endpoints = path.join(project.folder, "endpoints.json");
  const args = ["cdktf.out/stacks/dev", "--port", "0", "--endpoints-file", endpoints];
  const started = startProcess("serve", [command, "serve", ...args], { cwd: project.folder });
  try {
    await started.until("stdout", "Lambda API:");
    const [url] = Object.values(project.json("endpoints.json") as Record<string, string>);
    const response = await fetch(`${url}${urlPath}`);
    return await response.text();
  } finally {
    started.child.kill("SIGKILL");
  }
}
