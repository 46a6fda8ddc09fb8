import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import { writeFiles } from "../support";
import { ENTRY, Project } from "./support";

const HANDLER = {
  [ENTRY]: 'import { cpu } from "native"; export const handler = async () => cpu;',
};
const CPUS = ["linux-arm64", "linux-x64", "darwin-arm64"];
const OPTIONS = { bundling: { nodeModules: ["native"] } };

/** A project that has installed the package `native`, whose native code is in a package a platform. */
function projectWithNative(): Project {
  const project = new Project(HANDLER);
  const optional = Object.fromEntries(CPUS.map((cpu) => [`native-${cpu}`, "1.0.0"]));
  const packages: Record<string, object> = {
    native: {
      version: "1.0.0",
      hasInstallScript: true,
      dependencies: { tool: "^2.0.0" },
      optionalDependencies: optional,
      scripts: { install: "touch built-here" },
    },
    tool: { version: "1.0.0" },
  };
  for (const name of CPUS) {
    const [os, cpu] = name.split("-");
    packages[`native-${name}`] = { version: "1.0.0", os: [os], cpu: [cpu], optional: true };
  }
  const locked = Object.entries(packages).map(([name, manifest]) => [
    `node_modules/${name}`,
    { ...manifest, resolved: `file:${packed(project, name, manifest)}` },
  ]);
  const root = {
    dependencies: { native: "^1.0.0" },
    devDependencies: { tool: "1.0.0" },
    // Refers to a package that isn't in bundling.nodeModules.
    overrides: { tool: "$tool" },
  };
  project.write({
    "package.json": JSON.stringify(root),
    "package-lock.json": JSON.stringify({
      lockfileVersion: 3,
      packages: { "": root, ...Object.fromEntries(locked) },
    }),
  });
  return project;
}

/** The tarball of a package. */
function packed(project: Project, name: string, manifest: object): string {
  const folder = path.join(project.folder, "packages", name);
  const file = `${folder}.tgz`;
  mkdirSync(folder, { recursive: true });
  writeFiles(path.join(folder, "package"), {
    "package.json": JSON.stringify({ name, ...manifest }),
    "index.js": `exports.cpu = "${name}";`,
  });
  execFileSync("tar", ["-czf", file, "-C", folder, "package"]);
  return file;
}

const names = (files: object) => Object.keys(files).sort();

test("packages are installed beside the bundle for Linux and the function's architecture, without scripts", () => {
  const project = projectWithNative();

  const arm = project.bundle(OPTIONS);
  const intel = project.bundle({ ...OPTIONS, architecture: lambda.Architecture.X86_64 });

  expect(arm.files["index.js"]).toContain('require("native")');
  expect(names(arm.files)).toEqual([
    "index.js",
    "index.js.map",
    "node_modules/native-linux-arm64/index.js",
    "node_modules/native-linux-arm64/package.json",
    "node_modules/native/index.js",
    "node_modules/native/package.json",
    "node_modules/tool/index.js",
    "node_modules/tool/package.json",
  ]);
  expect(names(intel.files)).toContain("node_modules/native-linux-x64/index.js");
  expect(names(intel.files)).not.toContain("node_modules/native-linux-arm64/index.js");
});

test("once installed, packages come from the cache, without a network", () => {
  const project = projectWithNative();
  const { files } = project.bundle(OPTIONS);
  rmSync(path.join(project.folder, "packages"), { recursive: true });
  project.write({ [ENTRY]: `${HANDLER[ENTRY]} // changed` });

  expect(names(project.bundle(OPTIONS).files)).toEqual(names(files));
});

test("a failed installation shows npm's error", () => {
  const project = projectWithNative();
  rmSync(path.join(project.folder, "packages"), { recursive: true });

  expect(() => project.bundle(OPTIONS)).toThrow(
    /^dev\/Fn: node_modules of dev\/Fn can't be bundled: npm ended with exit status \d+:\n(.|\n)*ENOENT(.|\n)* Check the network and bundling.nodeModules.$/,
  );
});

test.each([
  [
    "a package that isn't in the lock file",
    ["other"],
    'is "other"; allowed: packages that package-lock.json contains. Run npm install other',
  ],
])("%s is refused", (_what, nodeModules, message) => {
  const error = messageOf(() => projectWithNative().bundle({ bundling: { nodeModules } }));

  expect(error).toContain(`dev/Fn: bundling.nodeModules ${message}`);
});

test("a project without a lock file is refused", () => {
  const error = messageOf(() => new Project(HANDLER).bundle(OPTIONS));

  expect(error).toContain("allowed: packages of a project with a package-lock.json");
});
