import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import type { Started } from "../../support/start-command";
import { startCommand } from "../../support/start-command";
import { isRunning, until } from "../lambda/support/processes";
import { descendants } from "../../support/descendants";
import { API_KINDS, RunnerFixture, STAGES } from "./support/runner-fixture";

/** Notes each request that it begins with. */
const HANDLER = `
import time
def handler(event, context):
    query = event["queryStringParameters"]
    with open(query["begun"], "a") as file: file.write(query["id"] + "\\n")
    time.sleep(0.02)
    return {"statusCode": 200, "body": query["id"]}
`;
const CLIENTS = 20;

const fixture = new RunnerFixture();
let command: Started | undefined;
afterAll(async () => {
  command?.child.kill("SIGKILL");
  await fixture.close();
});

test("SIGTERM under load lets running requests get their responses, and leaves no process, port or file", async () => {
  fixture.write({ fn: { timeout: 30, files: { "index.py": HANDLER } } });
  const temporary = path.dirname(fixture.file("tmp/.keep", ""));
  const [begun, endpoints] = [fixture.file("begun", ""), path.join(fixture.folder, "endpoints")];
  const options = ["--port", "0", "--endpoints-file", endpoints];
  command = startCommand("local/cli/main.ts serve", [fixture.folder, ...options], {
    TMPDIR: temporary,
  });
  await command.until("stdout", "Lambda API:");
  const urls = JSON.parse(readFileSync(endpoints, "utf8")) as Record<string, string>;
  const [lambda = ""] = /http:\S+(?= with the functions)/.exec(command.seen.stdout) ?? [];
  const load = new Load([...API_KINDS.map((api) => throughApi(urls[STAGES[api]])), direct(lambda)]);
  const clients = Array.from({ length: CLIENTS }, () => load.run(begun));
  await until(() => load.succeeded.size >= 100, 20_000);
  const processes = descendants(command.child.pid ?? 0);

  command.child.kill("SIGTERM");
  const exit = await once(command.child, "exit");
  await Promise.all(clients);
  load.agent.destroy();

  expect(exit).toEqual([0, null]);
  expect(load.wrong).toEqual([]);
  const ids = readFileSync(begun, "utf8").trim().split("\n");
  expect(ids.filter((id) => !load.succeeded.has(id))).toEqual([]);
  expect(processes.length).toBeGreaterThan(1);
  await until(() => !processes.some(isRunning));
  for (const url of Object.values(urls)) {
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  }
  expect(readdirSync(temporary).filter((name) => name.startsWith("local-lambda-"))).toEqual([]);
}, 60_000);

/** How a request gets to the function, and where the body of its response is. */
interface Way {
  ask(query: Record<string, string>): { readonly url: string; readonly body?: string };
  body(text: string): string;
}

function throughApi(url: string | undefined): Way {
  return {
    ask: (query) => ({ url: `${url}/fn?${new URLSearchParams(query)}` }),
    body: (text) => text,
  };
}

function direct(url: string): Way {
  return {
    ask: (query) => ({
      url: `${url}/2015-03-31/functions/fn/invocations`,
      body: JSON.stringify({ queryStringParameters: query }),
    }),
    body: (text) => (JSON.parse(text) as { body: string }).body,
  };
}

/** Clients that each send one request after another, until nobody listens any more. */
class Load {
  readonly succeeded = new Set<string>();
  readonly wrong: string[] = [];
  private sent = 0;
  readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly ways: readonly Way[]) {}

  async run(begun: string): Promise<void> {
    while (await this.ask(begun)) {}
  }

  private ask(begun: string): Promise<boolean> {
    const id = String(this.sent++);
    const way = this.ways[this.sent % this.ways.length];
    if (!way) {
      throw new Error("no way to ask");
    }
    const { url, body } = way.ask({ id, begun });
    return new Promise((resolve) => {
      const options = { agent: this.agent, method: body === undefined ? "GET" : "POST" };
      const sent = request(url, options, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => {
          if (response.statusCode === 200 && way.body(text) === id) {
            this.succeeded.add(id);
          } else {
            this.wrong.push(`${id}: ${response.statusCode} ${text}`);
          }
          resolve(true);
        });
      });
      sent.on("error", () => resolve(false)).end(body);
    });
  }
}
