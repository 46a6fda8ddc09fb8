import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { descendants } from "../../../support/descendants";
import { withServer } from "../../../support/loopback-server";
import { startCommand, type Started } from "../../../support/start-command";
import { isRunning, until } from "../../lambda/support/processes";
import { AppFolder } from "../support/app-folder";
import { serving } from "../support/serving";
import { StackFolder } from "../support/stack-folder";

jest.setTimeout(30_000);

const LOCAL = "local/cli/main.ts serve";
const AGAIN = "Ctrl-C again ends everything at once";
const NOTES = `
import os, signal, subprocess, sys, time
FOLDER = os.path.dirname(os.path.realpath(__file__))
def note(name, text=""):
    with open(FOLDER + "/" + name + ".new", "w") as file: file.write(text)
    os.rename(FOLDER + "/" + name + ".new", FOLDER + "/" + name)
`;

let stack: StackFolder;
let command: Started | undefined;
beforeEach(() => (stack = new StackFolder()));
afterEach(() => {
  command?.child.kill("SIGKILL");
  stack.remove();
});

/** Serves a handler; `note(name, text)` writes a file that `noted(name)` reads. */
async function serve(handler: string): Promise<{ url: string; temporary: string }> {
  stack.write("");
  stack.writeCode(NOTES + handler);
  const temporary = path.dirname(stack.file("tmp/.keep", ""));
  const endpoints = path.join(stack.folder, "endpoints.json");
  const started = await serving(LOCAL, [stack.folder], { endpoints, env: { TMPDIR: temporary } });
  command = started;
  return { url: `${started.urls[stack.stage]}/`, temporary };
}

async function noted(name: string): Promise<string> {
  const file = path.join(stack.folder, "code", name);
  await until(() => existsSync(file), 10_000);
  return readFileSync(file, "utf8");
}

async function refused(url: string): Promise<boolean> {
  return fetch(url, { method: "OPTIONS" }).then(
    () => false,
    () => true,
  );
}

test("a Ctrl-C that npm passes on a second time still lets what is under way end", async () => {
  const { url } = await serve(`
def handler(event, context):
    note("begun")
    while not os.path.exists(FOLDER + "/go"): time.sleep(0.005)
    return {"statusCode": 200, "body": "whole"}
`);
  const response = fetch(url);
  await noted("begun");

  command?.child.kill("SIGINT");
  while (!(await refused(url))) {}
  command?.child.kill("SIGINT");
  await command?.until("stderr", AGAIN);
  stack.file("code/go", "");

  expect(await (await response).text()).toBe("whole");
  expect(await once(command?.child as never, "exit")).toEqual([0, null]);
});

/** Waits for the command's end, and that of every process that it had before. */
async function ended(processes: readonly number[]): Promise<unknown[]> {
  const { child } = command as Started;
  const exit = child.exitCode === null && child.signalCode === null && (await once(child, "exit"));
  await until(() => !processes.some(isRunning));
  return exit || [child.exitCode, child.signalCode];
}

test("a second Ctrl-C ends a handler that ignores signals, and its daemon, and leaves no file", async () => {
  const { url, temporary } = await serve(`
DAEMON = "import signal, time\\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\\ntime.sleep(60)"
def handler(event, context):
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP): signal.signal(one, signal.SIG_IGN)
    daemon = subprocess.Popen([sys.executable, "-c", DAEMON], start_new_session=True)
    note("begun", str(daemon.pid))
    time.sleep(60)
`);
  const response = fetch(url).catch(() => "cut");
  const daemon = Number(await noted("begun"));
  const processes = [...descendants(command?.child.pid ?? 0), daemon];

  command?.child.kill("SIGINT");
  await command?.until("stderr", AGAIN);
  expect(processes.filter(isRunning)).toContain(daemon);
  command?.child.kill("SIGINT");

  expect(await ended(processes)).toEqual([null, "SIGINT"]);
  expect(await response).toBe("cut");
  await until(() => !readdirSync(temporary).some((name) => name.startsWith("local-lambda-")));
});

describe("a synthesis that ignores signals", () => {
  let app: AppFolder;
  beforeEach(() => (app = new AppFolder()));
  afterEach(() => app.remove());

  async function synthesising(shellCommand: string): Promise<number[]> {
    app.file("cdktf.json", JSON.stringify({ app: shellCommand }));
    app.file(
      "app.js",
      'process.on("SIGTERM", () => {}); console.error("is run"); setInterval(() => {}, 1000);',
    );
    command = startCommand("local/cli/main.ts serve", ["--port", "0"], {}, app.folder);
    await command.until("stderr", "is run");
    return descendants(command.child.pid ?? 0);
  }

  test("ends with the shell that runs it", async () => {
    const processes = await synthesising(`"${process.execPath}" app.js; true`);

    command?.child.kill("SIGINT");

    expect(await ended(processes)).toEqual([0, null]);
  });

  test("ends at a second Ctrl-C where no shell does", async () => {
    const processes = await synthesising(`exec "${process.execPath}" app.js`);

    command?.child.kill("SIGINT");
    await command?.until("stderr", AGAIN);
    command?.child.kill("SIGINT");

    expect(await ended(processes)).toEqual([null, "SIGINT"]);
  });
});

test("a terminal's second Ctrl-C ends a runner that is too busy to notice", async () => {
  stack.write("");
  const busy = stack.file(
    "busy.js",
    'process.once("SIGUSR2", () => { process.stderr.write("is busy"); for (;;); });',
  );
  const options = [stack.folder, "--port", "0"];
  const env = { NODE_OPTIONS: `--require ${busy}` };
  command = startCommand(LOCAL, options, env, undefined, { detached: true });
  await command.until("stdout", "Lambda API:");
  const processes = descendants(command.child.pid ?? 0);
  command.child.kill("SIGUSR2");
  await command.until("stderr", "is busy");

  const group = -(command.child.pid ?? 0);
  await until(() => {
    if (command?.child.signalCode === null) {
      process.kill(group, "SIGINT");
    }
    return command?.child.signalCode !== null;
  });

  expect(await ended(processes)).toEqual([null, "SIGKILL"]);
});

test("Ctrl-C waits for no backend longer than for a request", async () => {
  let isAsked = false;
  await withServer(
    () => (isAsked = true),
    async (backend) => {
      stack.write("");
      stack.proxyTo(backend);
      const endpoints = path.join(stack.folder, "endpoints.json");
      const started = await serving(LOCAL, [stack.folder], { endpoints });
      command = started;
      const response = fetch(`${started.urls[stack.stage]}/`).catch(() => "cut");
      await until(() => isAsked);
      const begun = performance.now();

      started.child.kill("SIGINT");

      expect(await once(started.child, "exit")).toEqual([0, null]);
      expect(performance.now() - begun).toBeLessThan(15_000);
      expect(await response).toBe("cut");
    },
  );
});
