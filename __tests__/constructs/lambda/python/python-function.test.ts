import { readFileSync } from "node:fs";
import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import { ENTRY, PythonProject } from "./support";

const { Architecture, Runtime } = lambda;
const ARM = "cp313-cp313-manylinux_2_17_aarch64";
const INTEL = "cp313-cp313-manylinux_2_28_x86_64";

/** Sets `out` to the file that uv is to write. */
const OUTPUT_FILE =
  'for option in "$@"; do case $option in --output-file=*) out="${option#*=}";; esac; done';

describe("a Python function", () => {
  let project: PythonProject;
  beforeEach(() => {
    project = new PythonProject();
  });
  afterEach(() => project.remove());

  const requirements = (text: string) => project.write({ [`${ENTRY}/requirements.txt`]: text });

  test("has its packages beside its own files, without what pip needs itself", async () => {
    await project.wheel("shapes", "1.2.0", "py3-none-any");
    project.write({ [`${ENTRY}/domain/order.py`]: "TOTAL = 1\n" });
    requirements("shapes==1.2.0\n");

    const { files, handler, warnings } = project.synth();

    expect(Object.keys(files).sort()).toEqual([
      "domain/order.py",
      "index.py",
      "shapes-1.2.0.dist-info/METADATA",
      "shapes-1.2.0.dist-info/WHEEL",
      "shapes-1.2.0.dist-info/entry_points.txt",
      "shapes/__init__.py",
    ]);
    expect([handler, warnings]).toEqual(["index.handler", []]);
  });

  test.each([
    [Architecture.ARM_64, ARM],
    [Architecture.X86_64, INTEL],
  ])("for %s gets the wheel that is built for it", async (architecture, tag) => {
    await project.wheel("shapes", "1.2.0", ARM);
    await project.wheel("shapes", "1.2.0", INTEL);
    requirements("shapes==1.2.0");

    expect(project.synth({ architecture }).files["shapes/__init__.py"]).toBe(`TAG = '${tag}'\n`);
  });

  test("of a runtime on Amazon Linux 2 gets no wheel that needs a newer C library", async () => {
    await project.wheel("shapes", "1.2.0", "cp311-cp311-manylinux_2_28_aarch64");
    requirements("shapes==1.2.0");

    expect(() => project.synth({ runtime: Runtime.PYTHON_3_11 })).toThrow("can't be bundled");
    await project.wheel("shapes", "1.2.0", "cp311-cp311-manylinux_2_26_aarch64");
    expect(project.synth({ runtime: Runtime.PYTHON_3_11 }).files).toHaveProperty([
      "shapes/__init__.py",
    ]);
  });

  test("is bundled from the cache, without pip or a network, until its requirements change", async () => {
    await project.wheel("shapes", "1.2.0", "py3-none-any");
    requirements("-r more.txt");
    project.write({ [`${ENTRY}/more.txt`]: "shapes==1.2.0" });
    project.synth();
    project.removeWheels();
    project.write({ [`${ENTRY}/index.py`]: "import shapes\ndef handler(e, c): return 2\n" });

    const { files } = project.synth();
    project.write({ [`${ENTRY}/more.txt`]: "shapes==1.2.0\n# changed" });

    expect(files["index.py"]).toContain("return 2");
    expect(files).toHaveProperty(["shapes/__init__.py"]);
    expect(() => project.synth()).toThrow("can't be bundled");
  });

  test("whose package can't be installed is refused with pip's reason and what to do", () => {
    requirements("missing==1.0.0");

    const message = messageOf(() => project.synth());

    expect(message).toMatch(/^dev\/Orders: lambda-src\/orders\/requirements.txt can't be bundled/);
    expect(message).toContain("No matching distribution found for missing==1.0.0");
    expect(message).toContain("Check the network and the versions.");
  });

  test("without requirements is its own files", () => {
    expect(Object.keys(project.synth().files)).toEqual(["index.py"]);
  });

  test("with uv.lock gets the versions that uv exports", async () => {
    await project.wheel("shapes", "1.2.0", "py3-none-any");
    project.write({ [`${ENTRY}/uv.lock`]: "", [`${ENTRY}/pyproject.toml`]: "" });
    project.program("uv", `${OUTPUT_FILE}; echo "$@" > call; echo "shapes==1.2.0" > "$out"`);

    const { files } = project.synth();

    expect(
      Object.keys(files)
        .filter((name) => !name.includes("dist-info"))
        .sort(),
    ).toEqual(["index.py", "shapes/__init__.py"]);
    expect(readFileSync("call", "utf8")).toContain(
      "export --project=lambda-src/orders --frozen --no-dev --no-emit-project",
    );
  });

  test("with uv.lock gets the packages that Lambda needs, not this machine", async () => {
    const hash = await project.wheel("shapes", "1.2.0", "py3-none-any");
    project.write({
      [`${ENTRY}/uv.lock`]: "",
      [`${ENTRY}/pyproject.toml`]: "",
      "exported.txt": [
        "# made by uv",
        "shapes==1.2.0 ; sys_platform == 'linux' and platform_machine == 'aarch64' \\",
        `    --hash=${hash}`,
        "missing==1.0 ; sys_platform == 'win32' or python_full_version < '3.10'",
      ].join("\n"),
    });
    project.program("uv", `${OUTPUT_FILE}; cp exported.txt "$out"`);

    const { files } = project.synth();

    expect(Object.keys(files)).toContain("shapes/__init__.py");
  });

  test("without uv is refused with what is missing", () => {
    project.write({ [`${ENTRY}/uv.lock`]: "", [`${ENTRY}/pyproject.toml`]: "" });
    project.program("uv", "exit 127");

    expect(messageOf(() => project.synth())).toContain("uv ended with exit status 127");
  });

  test("whose packages have no exact version causes a warning", async () => {
    await project.wheel("shapes", "1.2.0", "py3-none-any");
    requirements("# packages\nshapes\n");

    expect(project.synth().warnings).toEqual([
      expect.stringContaining("requirements.txt has no exact version of shapes"),
    ]);
  });

  test("has the handler of its index file", () => {
    project.write({ [`${ENTRY}/api/main.py`]: "def run(event, context): return 1\n" });

    expect(project.synth({ index: "api/main.py", handler: "run" }).handler).toBe("api.main.run");
  });

  test.each<[string, Record<string, string>, Partial<lambda.PythonFunctionProps>, string]>([
    ["entry is", {}, { entry: "lambda-src/none" }, "a folder that exists"],
    ["handler is", {}, { index: "main.py" }, "main.py"],
    ["runtime is", {}, { runtime: Runtime.NODEJS_22_X }, "a Python runtime"],
    ["packages of the entry is", { "pyproject.toml": "" }, {}, "Run uv lock or poetry lock"],
    ["included requirements is", { "requirements.txt": "-r none.txt" }, {}, "files that exist"],
  ])("%s with %j and %j is refused", (what, files, props, allowed) => {
    const inEntry = Object.entries(files).map(([name, text]) => [`${ENTRY}/${name}`, text]);
    project.write(Object.fromEntries(inEntry) as Record<string, string>);

    const message = messageOf(() => project.synth(props));

    expect(message).toContain(`dev/Orders: ${what}`);
    expect(message).toContain(allowed);
  });
});
