import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { synthesiseTo } from "../../../../local/cli/synthesis/synthesise";
import { reviewSyntheses, type SynthesesOptions } from "../../../../local/review/sides";
import { terraform, TestProject } from "../support/git-project";
import { httpApi } from "../support/sides";

const ONE = httpApi({ "GET /pets": {} });
const TWO = httpApi({ "GET /pets": {}, "POST /pets": {} });

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(os.tmpdir(), "review-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(temporary, { recursive: true });
});

/** Reviews with a temporary folder that only the review uses. */
async function review(project: TestProject, options: Partial<SynthesesOptions> = {}) {
  jest.spyOn(os, "tmpdir").mockReturnValue(temporary);
  const { signal } = new AbortController();
  const { reports } = await reviewSyntheses({
    base: "HEAD",
    project: project.folder,
    synthesise: (outdir, folder) => synthesiseTo(outdir, folder, signal),
    ...options,
  });
  return reports.map(({ environment, apis }) => {
    const routes = apis.flatMap((api) => api.routes);
    return `${environment}: ${routes.map(({ change, route }) => `${change} ${route}`).join(", ")}`;
  });
}

/** A synthesised folder of these stacks. */
function synthesis(stacks: Record<string, typeof ONE>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "out-"));
  const entries = Object.entries(stacks).map(([name, resources]) => {
    mkdirSync(path.join(folder, name));
    const file = path.join(folder, name, "cdk.tf.json");
    writeFileSync(file, JSON.stringify(terraform(resources)));
    return [name, { workingDirectory: name }];
  });
  const manifest = { stacks: Object.fromEntries(entries) as object };
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

test.each([".", "apps/api"])("the working folder is compared with a commit (%s)", async (where) => {
  const project = new TestProject(where).app({ dev: ONE });
  project.commit();
  project.app({ dev: TWO });

  expect(await review(project)).toEqual(["dev: added POST /pets"]);
});

test("two commits can be compared, and one that changed nothing shows nothing", async () => {
  const project = new TestProject().app({ dev: ONE, prod: ONE });
  const base = project.commit();
  project.app({ dev: TWO, prod: ONE });
  const head = project.commit();

  expect(await review(project, { base, head })).toEqual(["dev: added POST /pets", "prod: "]);
});

describe("the value of a variable", () => {
  /** The stack dev declares these variables. */
  function project(...names: readonly string[]): TestProject {
    const variable = Object.fromEntries(names.map((name) => [name, {}]));
    const stacks = { dev: { ...terraform(ONE), variable }, prod: terraform(ONE) };
    return new TestProject().write("app.json", JSON.stringify(stacks));
  }

  test("applies to the stacks that declare it, on both sides", async () => {
    const before = project("method");
    before.commit();
    const key = "${var.method} /cats";
    const dev = { ...terraform(httpApi({ "GET /pets": {}, [key]: {} })), variable: { method: {} } };
    before.write("app.json", JSON.stringify({ dev, prod: terraform(ONE) }));

    const routes = await review(before, { variables: [{ name: "method", text: "POST" }] });

    expect(routes).toEqual(["dev: added POST /cats", "prod: "]);
  });

  test("is refused if no stack declares it", async () => {
    const one = project("method", "size");
    one.commit();

    await expect(review(one, { variables: [{ name: "methd", text: "POST" }] })).rejects.toThrow(
      "--var methd: no stack declares the variable; declared: method, size",
    );
  });
});

describe("a project of Terraform files", () => {
  const api = (...keys: readonly string[]) => {
    const routes = keys.map(
      (key, index) =>
        `resource "aws_apigatewayv2_route" "r${index}" {\n  api_id    = aws_apigatewayv2_api.api.id\n  route_key = "${key}"\n}\n`,
    );
    return `resource "aws_apigatewayv2_api" "api" {\n  name          = "api"\n  protocol_type = "HTTP"\n}\n${routes.join("")}`;
  };
  /** Without the app of other test projects. */
  function project(): TestProject {
    const one = new TestProject();
    rmSync(path.join(one.folder, "cdktf.json"));
    return one.write("main.tf", api("GET /pets"));
  }

  test("is compared with its commit, without a synthesis", async () => {
    const one = project();
    one.commit();
    one.write("main.tf", api("GET /pets", "POST /pets"));

    const [line] = await review(one);

    expect(line).toMatch(/: added POST \/pets$/);
  });

  test("is compared as a folder", async () => {
    const [before, after] = [project(), project()];
    after.write("main.tf", api("PUT /pets"));

    const [line] = await review(before, { base: before.folder, head: after.folder });

    expect(line).toMatch(/: added PUT \/pets, removed GET \/pets$/);
  });

  test("names the modules that aren't installed", async () => {
    const one = project().write("module.tf", 'module "api" {\n  source = "a/b/aws"\n}\n');

    const { reports } = await reviewSyntheses({
      base: one.folder,
      head: one.folder,
      project: one.folder,
      synthesise: () => Promise.reject(new Error("nothing is synthesised")),
    });

    expect(reports[0]?.incomplete).toEqual([expect.stringContaining("isn't installed; run")]);
  });
});

test("a review leaves nothing behind: not in the repository, nor in the temporary folder", async () => {
  const project = new TestProject().app({ dev: ONE });
  project.commit();
  const state = () => [
    project.git("status", "--porcelain", "--ignored"),
    project.git("worktree", "list"),
    readdirSync(path.join(project.repository, ".git")).toSorted(),
  ];
  const before = state();

  await review(project);

  expect(state()).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
});

test("a review that is stopped during a synthesis leaves nothing behind", async () => {
  const project = new TestProject().app({ dev: ONE }).write("app.js", "setInterval(() => {}, 9)");
  project.commit();
  const controller = new AbortController();
  const stopped = review(project, {
    synthesise: (outdir, folder) => {
      const synthesis = synthesiseTo(outdir, folder, controller.signal);
      controller.abort();
      return synthesis;
    },
  });

  await expect(stopped).rejects.toThrow("The synthesis failed with SIGTERM.");
  expect(readdirSync(temporary)).toEqual([]);
});

test("a commit that needs other packages is refused, with what to do", async () => {
  const project = new TestProject().app({ dev: ONE }).write("package-lock.json", "{}");
  project.commit();
  project.write("package-lock.json", '{"lockfileVersion":3}');

  await expect(review(project)).rejects.toThrow(
    "HEAD has another package-lock.json than the working folder",
  );
});

test("a commit uses the packages that are installed in the working folder", async () => {
  const project = new TestProject().app({ dev: ONE });
  const app = 'require("a-package");' + "\n";
  project.write("app.js", app + "process.exit(require('a-package'))").commit();
  mkdirSync(path.join(project.folder, "node_modules/a-package"), { recursive: true });
  project.write("node_modules/a-package/index.js", "module.exports = 7");

  await expect(review(project)).rejects.toThrow("exit status 7");
});

test("what is neither a synthesis nor a commit is refused", async () => {
  const project = new TestProject().app({ dev: ONE });
  project.commit();

  await expect(review(project, { base: "--nonsense" })).rejects.toThrow(
    '"--nonsense" is neither a folder of stacks',
  );
});

test("outside of a repository, the reason why git fails is in the message", async () => {
  const project = new TestProject().app({ dev: ONE });
  rmSync(path.join(project.repository, ".git"), { recursive: true });

  await expect(review(project, { base: "main" })).rejects.toThrow(
    /^"main" is not a folder of stacks, and git can't look for a commit: fatal: not a git repo/,
  );
});

test("in a hook of git, the project is found in its repository", async () => {
  const project = new TestProject("apps/api").app({ dev: ONE });
  project.commit();
  project.app({ dev: TWO });
  process.env.GIT_DIR = path.join(project.repository, ".git");

  try {
    expect(await review(project)).toEqual(["dev: added POST /pets"]);
  } finally {
    delete process.env.GIT_DIR;
  }
});

test("syntheses are compared stack by stack, one that only one side has with nothing", async () => {
  const base = synthesis({ dev: ONE });
  const head = synthesis({ dev: TWO, prod: ONE });

  expect(await review(new TestProject(), { base, head })).toEqual([
    "dev: added POST /pets",
    "prod: added GET /pets",
  ]);
});

test("a stack's own folder is compared with the stack of its name, or with another folder", async () => {
  const base = synthesis({ dev: ONE, prod: TWO });
  const head = synthesis({ dev: TWO, other: TWO });
  const of = (folder: string, stack: string) => path.join(folder, stack);
  const project = new TestProject();

  expect(await review(project, { base, head: of(head, "dev") })).toEqual(["dev: added POST /pets"]);
  expect(await review(project, { base: of(base, "dev"), head: of(head, "other") })).toEqual([
    "other: added POST /pets",
  ]);
  await expect(review(project, { base, head: of(head, "other") })).rejects.toThrow(
    "Only one of the two sides has a stack other.",
  );
});

test("an app that chooses its own folder is refused", async () => {
  const project = new TestProject().app({ dev: ONE });
  project.write("app.js", "").commit();

  await expect(review(project)).rejects.toThrow("didn't write to the folder of CDKTF_OUTDIR");
  expect(existsSync(path.join(project.folder, "cdktf.out"))).toBe(false);
});
