import { lambda } from "../../../../constructs";
import { messageOf } from "../../message-of";
import { linesOf } from "../bundling/support";
import { ENTRY, PythonProject } from "./support";

const { Architecture, Runtime } = lambda;

/** The wheel for Python 3.11 on Amazon Linux 2 and x86_64, and others of the same package. */
const FITTING = "cp311-cp311-manylinux_2_26_x86_64";
const OTHERS = [
  "cp311-cp311-manylinux_2_28_x86_64",
  "cp311-cp311-manylinux_2_26_aarch64",
  "cp313-cp313-manylinux_2_26_x86_64",
];

/** Sets `out` to what a program is to write. */
const OUTPUT =
  'for option in "$@"; do case $option in --output-file=*|--target=*) out="${option#*=}";; esac; done';

describe("a Python function", () => {
  let project: PythonProject;
  beforeEach(() => {
    project = new PythonProject();
  });
  afterEach(() => project.remove());

  const requirements = (text: string) => project.write({ [`${ENTRY}/requirements.txt`]: text });

  test("has the packages that pip installs for Lambda beside its own files, without what pip needs itself", async () => {
    await project.wheel("shapes", "1.2.0", FITTING);
    await Promise.all(OTHERS.map((tag) => project.wheel("shapes", "1.2.0", tag)));
    project.write({ [`${ENTRY}/domain/order.py`]: "TOTAL = 1\n" });
    requirements("shapes==1.2.0\n");

    const { files, handler, warnings } = project.synth({
      runtime: Runtime.PYTHON_3_11,
      architecture: Architecture.X86_64,
    });

    expect(Object.keys(files).sort()).toEqual([
      "domain/order.py",
      "index.py",
      "shapes-1.2.0.dist-info/METADATA",
      "shapes-1.2.0.dist-info/WHEEL",
      "shapes-1.2.0.dist-info/entry_points.txt",
      "shapes/__init__.py",
    ]);
    expect(files["shapes/__init__.py"]).toBe(`TAG = '${FITTING}'\n`);
    expect([handler, warnings]).toEqual(["index.handler", []]);
  });

  test("is bundled from the cache, without pip or a network, until its requirements change", () => {
    project.program("python3", `${OUTPUT}; echo "$@" >> calls; touch "$out/shapes.py"`);
    requirements("-r more.txt");
    project.write({ [`${ENTRY}/more.txt`]: "shapes==1.2.0" });
    project.synth();
    project.write({ [`${ENTRY}/index.py`]: "import shapes\ndef handler(e, c): return 2\n" });

    const { files } = project.synth();
    const once = linesOf("calls");
    project.write({ [`${ENTRY}/more.txt`]: "shapes==1.2.0\n# changed" });
    project.synth();

    expect(files["index.py"]).toContain("return 2");
    expect(files).toHaveProperty(["shapes.py"]);
    expect([once.length, linesOf("calls").length]).toEqual([1, 2]);
  });

  test("without requirements is its own files", () => {
    expect(Object.keys(project.synth().files)).toEqual(["index.py"]);
  });

  test("with uv.lock gets the packages of uv's export that Lambda needs, not this machine", async () => {
    const hash = await project.wheel("shapes", "1.2.0", "py3-none-any");
    await project.wheel("shapes", "1.3.0", "py3-none-any");
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
    project.program("uv", `${OUTPUT}; echo "$@" > call; cp exported.txt "$out"`);

    const { files } = project.synth();

    expect(Object.keys(files).sort()).toEqual([
      "index.py",
      "shapes-1.2.0.dist-info/METADATA",
      "shapes-1.2.0.dist-info/WHEEL",
      "shapes-1.2.0.dist-info/entry_points.txt",
      "shapes/__init__.py",
    ]);
    expect(linesOf("call")).toEqual([
      expect.stringContaining(
        "export --project=lambda-src/orders --frozen --no-dev --no-emit-project",
      ),
    ]);
  });

  test("whose packages have no exact version causes a warning", () => {
    requirements("# packages\nshapes\n");

    expect(project.define().node.metadata.map(({ data }) => String(data))).toEqual([
      expect.stringContaining("requirements.txt has no exact version of shapes"),
    ]);
  });

  test("runs on Python 3.13 by default", () => {
    expect(project.define().resource.runtimeInput).toBe("python3.13");
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
