import { resolved } from "./support";

type Blocks = Readonly<Record<string, unknown>>;

/** A stack with the blocks, and with modules by their folders. */
function stack(root: Blocks, modules: Readonly<Record<string, Blocks>>, files: object = {}) {
  const configurations = Object.entries(modules).map(([folder, blocks]) => [
    `${folder}/cdk.tf.json`,
    JSON.stringify(blocks),
  ]);
  return resolved(root, { files: { ...files, ...Object.fromEntries(configurations) } });
}

test("modules are found where terraform init has put them", () => {
  const manifest = {
    Modules: [
      { Key: "", Source: "", Dir: "." },
      {
        Key: "api",
        Source: "registry.terraform.io/example/api/aws",
        Dir: ".terraform/modules/api",
      },
      { Key: "api.inner", Source: "./modules/inner", Dir: ".terraform/modules/api/modules/inner" },
      {
        Key: "api.git",
        Source: "git::https://example.com/x",
        Dir: ".terraform/modules/api.git/sub",
      },
    ],
  };
  const api = {
    module: {
      inner: { source: "./modules/inner" },
      git: { source: "git::https://example.com/x//sub" },
    },
    output: { out: { value: ["${path.module}", "${module.inner.out}", "${module.git.out}"] } },
  };
  const inner = { output: { out: { value: "${path.module}" } } };
  const it = { value: "${module.api.out}" };
  const { ofType } = stack(
    {
      module: { api: { source: "example/api/aws", version: "~> 1.0" } },
      resource: { some_thing: { it } },
    },
    {
      ".terraform/modules/api": api,
      ".terraform/modules/api/modules/inner": inner,
      ".terraform/modules/api.git/sub": inner,
    },
    { ".terraform/modules/modules.json": JSON.stringify(manifest) },
  );

  expect(ofType("some_thing")[0]?.value("value")).toEqual([
    ".terraform/modules/api",
    ".terraform/modules/api/modules/inner",
    ".terraform/modules/api.git/sub",
  ]);
});

describe("a module of a registry", () => {
  const installed = { Key: "m", Source: "registry.terraform.io/example/api/aws", Version: "1.4.2" };

  function problemsOf(call: object, files: object) {
    const module = { m: { source: "example/api/aws", ...call } };
    return stack({ module }, { ".terraform/modules/m": {}, elsewhere: {} }, files).moduleProblems();
  }

  const manifest = (folder: string) => JSON.stringify({ Modules: [{ ...installed, Dir: folder }] });
  const found = { ".terraform/modules/modules.json": manifest(".terraform/modules/m") };

  test.each(["~> 1.4", "~> 1.4.0", ">= 1.0, < 2.0", "1.4.2", "= v1.4.2", "!= 1.4.1", "~> 1"])(
    "of version 1.4.2 meets the constraint %s",
    (version) => {
      expect(problemsOf({ version }, found)).toEqual([]);
    },
  );

  test.each(["~> 1.3.0", "~> 2.0", "> 1.4.2", "<= 1.4.1, > 1.0", "1.4", "!= 1.4.2", "1.4.2-beta"])(
    "of version 1.4.2 doesn't meet the constraint %s",
    (version) => {
      expect(problemsOf({ version }, found)).toEqual([
        expect.stringContaining(`is installed in version 1.4.2, and version is "${version}"; run`),
      ]);
    },
  );

  test("is refused if its constraint is malformed, or another source is installed", () => {
    expect(problemsOf({ version: "latest" }, found)).toEqual([
      'module.m: version is "latest"; expected conditions such as ">= 1.2, < 2.0"',
    ]);
    expect(problemsOf({ source: "other/api/aws" }, found)).toEqual([
      expect.stringContaining('"other/api/aws" isn\'t what is installed, which is registry.terra'),
    ]);
  });

  test("is found in the folder of TF_DATA_DIR", () => {
    process.env.TF_DATA_DIR = "data";

    const problems = problemsOf({}, { "data/modules/modules.json": manifest("elsewhere") });

    delete process.env.TF_DATA_DIR;
    expect(problems).toEqual([]);
  });
});
