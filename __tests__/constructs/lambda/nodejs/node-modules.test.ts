import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import { linesOf } from "../bundling/support";
import { addProgram, writeFiles } from "../support";
import { ENTRY, Project } from "./support";

const HANDLER = {
  [ENTRY]: 'import { cpu } from "native"; export const handler = async () => cpu;',
};
const CPUS = ["linux-arm64", "linux-x64", "darwin-arm64"];
/** Installs as npm does, in a shell. */
const INSTALL =
  'for option in "$@"; do case $option in --prefix=*) native="${option#*=}/node_modules/native"; mkdir -p "$native"; touch "$native/index.js";; esac; done';
const OPTIONS = { bundling: { nodeModules: ["native"] } };

/** The package `native`, with its native code in a package for each platform. */
const PACKAGES: Readonly<Record<string, object>> = {
  native: {
    version: "1.0.0",
    hasInstallScript: true,
    dependencies: { tool: "^2.0.0" },
    optionalDependencies: Object.fromEntries(CPUS.map((cpu) => [`native-${cpu}`, "1.0.0"])),
    scripts: { install: "touch built-here" },
  },
  tool: { version: "1.0.0" },
  ...Object.fromEntries(
    CPUS.map((name) => {
      const [os, cpu] = name.split("-");
      return [`native-${name}`, { version: "1.0.0", os: [os], cpu: [cpu], optional: true }];
    }),
  ),
};

/** A project that has installed `native`. */
function projectWithNative(): Project {
  const project = new Project(HANDLER);
  const locked = Object.entries(PACKAGES).map(([name, manifest]) => [
    `node_modules/${name}`,
    { ...manifest, resolved: `file:${tarballOf(project, name)}` },
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

function tarballOf(project: Project, name: string): string {
  return path.join(project.folder, "packages", `${name}.tgz`);
}

/** Writes the tarballs of the packages. */
function pack(project: Project): void {
  for (const [name, manifest] of Object.entries(PACKAGES)) {
    const folder = path.join(project.folder, "packages", name);
    mkdirSync(folder, { recursive: true });
    writeFiles(path.join(folder, "package"), {
      "package.json": JSON.stringify({ name, ...manifest }),
      "index.js": `exports.cpu = "${name}";`,
    });
    execFileSync("tar", ["-czf", tarballOf(project, name), "-C", folder, "package"]);
  }
}

const names = (files: object) => Object.keys(files).sort();

test("packages are installed beside the bundle for Linux and the function's architecture, without scripts", () => {
  const project = projectWithNative();
  pack(project);

  const { files } = project.bundle(OPTIONS);

  expect(files["index.js"]).toContain('require("native")');
  expect(names(files)).toEqual([
    "index.js",
    "index.js.map",
    "node_modules/native-linux-arm64/index.js",
    "node_modules/native-linux-arm64/package.json",
    "node_modules/native/index.js",
    "node_modules/native/package.json",
    "node_modules/tool/index.js",
    "node_modules/tool/package.json",
  ]);
});

describe("npm", () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  test("installs for the function's architecture, and once only: then packages come from the cache", () => {
    const project = projectWithNative();
    const calls = path.join(project.folder, "calls");
    addProgram(project.folder, "npm", `echo "$@" >> ${calls}; ${INSTALL}`);
    const options = { ...OPTIONS, architecture: lambda.Architecture.X86_64 };
    project.bundle(options);
    project.write({ [ENTRY]: `${HANDLER[ENTRY]} // changed` });

    const { files } = project.bundle(options);

    expect(names(files)).toContain("node_modules/native/index.js");
    expect(linesOf(calls)).toEqual([expect.stringContaining(" --os=linux --cpu=x64 ")]);
  });
});

test("a failed installation shows npm's error", () => {
  expect(() => projectWithNative().bundle(OPTIONS)).toThrow(
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
