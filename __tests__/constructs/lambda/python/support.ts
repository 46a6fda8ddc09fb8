import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { EnvironmentStack, lambda } from "../../../../constructs";
import { writeZip } from "../../../support/zip";
import { addProgram, writeFiles } from "../support";

/** The entry of the tests. */
export const ENTRY = "lambda-src/orders";

/** The files of a wheel: a module, and an executable that pip writes with the machine's paths. */
function wheelFiles(name: string, version: string, tag: string): Record<string, string> {
  const info = `${name}-${version}.dist-info`;
  const files = {
    [`${name}/__init__.py`]: `TAG = '${tag}'\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: ${tag}\n`,
    [`${info}/entry_points.txt`]: `[console_scripts]\n${name} = ${name}:main\n`,
  };
  const record = [...Object.keys(files), `${info}/RECORD`].map((file) => `${file},,\n`).join("");
  return { ...files, [`${info}/RECORD`]: record };
}

/** A project of its own, whose packages are wheels in a folder: pip uses no network. */
export class PythonProject {
  readonly folder = realpathSync(mkdtempSync(path.join(tmpdir(), "python-")));
  private readonly home = process.cwd();
  private readonly before = { ...process.env };

  constructor() {
    const wheels = path.join(this.folder, "wheels");
    mkdirSync(wheels);
    process.chdir(this.folder);
    Object.assign(process.env, { PIP_NO_INDEX: "1", PIP_FIND_LINKS: wheels });
    this.write({ [`${ENTRY}/index.py`]: "import shapes\ndef handler(event, context): return 1\n" });
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.folder, files);
  }

  /**
   * @param tag - what the wheel is for, e.g. `py3-none-any`
   * @returns its hash, as in lock files
   */
  async wheel(name: string, version: string, tag: string): Promise<string> {
    const file = `wheels/${name}-${version}-${tag}.whl`;
    const entries = Object.entries(wheelFiles(name, version, tag));
    await writeZip(
      file,
      Object.fromEntries(entries.map(([entry, content]) => [entry, { content }])),
    );
    const content = readFileSync(file);
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
  }

  /** Puts a program first on the path. */
  program(name: string, script: string): void {
    addProgram(this.folder, name, script);
  }

  /** A function in a stack that isn't synthesised. */
  define(props: Partial<lambda.PythonFunctionProps> = {}): lambda.PythonFunction {
    const app = new App({ outdir: "cdktf.out" });
    const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
    return new lambda.PythonFunction(stack, "Orders", { entry: ENTRY, ...props });
  }

  /** Synthesises to disk. @returns the contents of the code, by name, and the warnings */
  synth(props: Partial<lambda.PythonFunctionProps> = {}) {
    const fn = this.define(props);
    App.of(fn).synth();
    const [asset = ""] = readdirSync("cdktf.out/stacks/dev/assets");
    const root = path.join("cdktf.out/stacks/dev/assets", asset);
    const found = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(root, file), readFileSync(file, "utf8")] as const);
    const warnings = fn.node.metadata.map(({ data }) => String(data));
    return { files: Object.fromEntries(found), warnings, handler: fn.resource.handlerInput };
  }

  remove(): void {
    process.chdir(this.home);
    for (const name of ["PIP_NO_INDEX", "PIP_FIND_LINKS", "PATH"]) {
      const value = this.before[name];
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
    rmSync(this.folder, { recursive: true });
  }
}
