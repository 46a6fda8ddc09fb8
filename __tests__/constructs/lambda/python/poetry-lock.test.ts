import { TerraformStack, Testing } from "cdktf";
import { lambda } from "../../../../constructs";
import { poetryRequirements } from "../../../../constructs/lambda/python/poetry-lock";
import { messageOf } from "../../message-of";
import { linesOf } from "../bundling/support";
import { ENTRY, PythonProject } from "./support";

const METADATA = '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.12"\n';
const ANY = "py3-none-any";
const HASH = `sha256:${"1".repeat(64)}`;
const SOURCE_HASH = `sha256:${"2".repeat(64)}`;
/** Notes what pip is asked for, and installs a file. */
const INSTALL =
  'for option in "$@"; do case $option in --requirement=*) cat "${option#*=}" >> requested;; --target=*) touch "${option#*=}/installed.py";; esac; done';

describe("a Python function with poetry.lock", () => {
  let project: PythonProject;
  beforeEach(() => {
    project = new PythonProject();
  });
  afterEach(() => project.remove());

  const lock = (...packages: readonly string[]) =>
    project.write({ [`${ENTRY}/poetry.lock`]: [...packages, METADATA].join("\n") });
  /** A package as Poetry writes it. */
  const locked = (name: string, hash: string, more = "") => `[[package]]
name = "${name}"
version = "1.2.0"
description = ""
optional = false
python-versions = ">=3.8"
groups = ["main"]
files = [
    {file = "${name}-1.2.0-py3-none-any.whl", hash = "${hash}"},
    {file = "${name}-1.2.0.tar.gz", hash = "${SOURCE_HASH}"},
]
${more}
[package.dependencies]
other = {version = "*", markers = "python_version < \\"3.9\\""}
`;
  const requirements = () =>
    poetryRequirements(
      new TerraformStack(Testing.app(), "dev"),
      `${ENTRY}/poetry.lock`,
      lambda.Runtime.PYTHON_3_13,
      lambda.Architecture.ARM_64,
    );

  test("has the locked packages of the group main, and is bundled again only if these change", () => {
    const shapes = locked("shapes", HASH);
    project.program("python3", INSTALL);
    lock(shapes);
    project.synth();
    lock(shapes, locked("linter", HASH).replace('"main"', '"dev"'));

    const { files, warnings } = project.synth();

    expect(Object.keys(files).sort()).toEqual(["index.py", "installed.py"]);
    expect(linesOf("requested")).toEqual([`shapes==1.2.0 --hash=${HASH} --hash=${SOURCE_HASH}`]);
    expect(warnings).toEqual([]);
  });

  test("gets packages of other indexes from there, and the rest from pip's", () => {
    const source = '[package.source]\ntype = "legacy"\nurl = "https://pypi.example/simple"\n';
    lock(locked("shapes", HASH, source), locked("colours", HASH));

    expect(requirements()).toBe(
      [
        "--extra-index-url=https://pypi.example/simple",
        `shapes==1.2.0 --hash=${HASH} --hash=${SOURCE_HASH}`,
        `colours==1.2.0 --hash=${HASH} --hash=${SOURCE_HASH}`,
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["for Lambda's platform", 'markers = "sys_platform == \\"linux\\""', ["shapes"]],
    ["for another platform", 'markers = "sys_platform == \\"win32\\""', []],
    ["for an older Python", 'markers = "python_version < \\"3.13\\""', []],
    ["of an extra", 'markers = "extra == \\"all\\""', []],
    [
      "that its group needs",
      'markers = {main = "platform_machine == \\"aarch64\\"", dev = "os_name == \\"nt\\""}',
      ["shapes"],
    ],
    ["that another group needs", 'markers = {main = "os_name == \\"nt\\""}', []],
  ])("has no more than packages %s", (_what, markers, expected) => {
    lock(locked("shapes", HASH, markers));

    expect(requirements().match(/^\w+/gm) ?? []).toEqual(expected);
  });

  test("gets no file with another hash than the locked one: pip's reason is shown, and what to do", async () => {
    await project.wheel("shapes", "1.2.0", ANY);
    lock(locked("shapes", HASH));

    const message = messageOf(() => project.synth());

    expect(message).toMatch(/^dev\/Orders: lambda-src\/orders\/poetry.lock can't be bundled/);
    expect(message).toContain("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE");
    expect(message).toContain("Check the network and the versions.");
  });

  test.each([
    ["poetry.lock is", "[[package", "a file that Poetry has written"],
    ['poetry.lock is "1.1"; allowed: 2.1', '[metadata]\nlock-version = "1.1"', "Run poetry lock"],
    [
      "source of shapes in",
      `${locked("shapes", "", '[package.source]\ntype = "git"\nurl = "https://git.example/a"')}`,
      "a package index",
    ],
    [
      "marker of shapes in",
      locked("shapes", "", 'markers = "platform_release == \\"6\\""'),
      "platform_machine",
    ],
  ])("whose %s %s is refused", (what, text, allowed) => {
    project.write({ [`${ENTRY}/poetry.lock`]: text.includes("metadata") ? text : text + METADATA });

    const message = messageOf(() => project.synth());

    expect(message).toMatch(/^dev\/Orders: /);
    expect(message).toContain(what);
    expect(message).toContain(allowed);
  });
});
