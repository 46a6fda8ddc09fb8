import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { descendants } from "../../../support/descendants";
import { ROOT } from "../../../support/root";
import { isRunning, until } from "../../lambda/support/processes";
import { serving } from "../support/serving";
import { StackFolder } from "../support/stack-folder";

jest.setTimeout(30_000);

describe("on a system without chrt", () => {
  const stack = new StackFolder();
  afterAll(() => stack.remove());

  test("a stack is served, and a killed runner leaves no process and no file", async () => {
    stack.write("hello");
    const temporary = path.dirname(stack.file("tmp/.keep", ""));
    const { child, urls } = await serving("local/cli/main.ts serve", [stack.folder], {
      endpoints: path.join(stack.folder, "endpoints.json"),
      env: { PATH: programs({ python3: python(), rm: "/bin/rm" }), TMPDIR: temporary },
    });
    const response = await fetch(`${urls[stack.stage]}/`);
    const processes = descendants(child.pid ?? 0);

    child.kill("SIGKILL");

    expect(await response.text()).toBe("hello");
    expect(processes.length).toBeGreaterThan(1);
    await until(() => !processes.some(isRunning));
    const left = (): string[] =>
      readdirSync(temporary).filter((name) => name.startsWith("local-lambda-"));
    await until(() => left().length === 0);
    expect(left()).toEqual([]);
  });

  /** A PATH with just these programs. */
  function programs(targets: Readonly<Record<string, string>>): string {
    const folder = path.dirname(stack.file("bin/.keep", ""));
    for (const [name, target] of Object.entries(targets)) {
      symlinkSync(target, `${folder}/${name}`);
    }
    return folder;
  }

  function python(): string {
    const print = "import sys; print(sys.executable)";
    return execFileSync("python3", ["-c", print], { encoding: "utf8" }).trim();
  }
});

describe("on Windows", () => {
  test.each(["start", "serve"])("npm run %s fails with the advice to use WSL", (script) => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const [, check = ""] = /^node (\S+) && exec .*node /.exec(scripts[script] ?? "") ?? [];
    const windows = "Object.defineProperty(process, 'platform', { value: 'win32' });";
    const load = `require(${JSON.stringify(path.join(ROOT, check))})`;

    const { status, stderr } = spawnSync(process.execPath, ["-e", windows + load], {
      encoding: "utf8",
    });

    expect(stderr).toMatch(/^The local runner needs Linux, macOS or WSL: /);
    expect(status).toBe(1);
  });
});
