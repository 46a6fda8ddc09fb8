import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, startServer, withServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";
import { startCommand } from "../../support/start-command";

const LOGS = "local/cli/main.ts logs";
const TIME = Date.parse("2030-01-31T08:00:00Z");

const event = (eventId: string, message: string) => ({ eventId, timestamp: TIME, message });

interface Asked {
  readonly logGroupName: string;
  readonly startTime: number;
  readonly nextToken?: string;
}

/** CloudWatch Logs with these pages, each for one request, and Lambda with the function hello. */
function aws(pages: readonly object[], asked: Asked[] = []) {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (request.url?.startsWith("/2015-03-31/functions/hello/configuration")) {
      const LoggingConfig = { LogGroup: "/shop/hello" };
      response.end(JSON.stringify({ FunctionName: "hello", LoggingConfig }));
    } else if (request.headers["x-amz-target"] === "Logs_20140328.FilterLogEvents") {
      asked.push(JSON.parse(body) as Asked);
      response.end(JSON.stringify(pages[asked.length - 1] ?? { events: [] }));
    } else {
      response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException:" }).end("{}");
    }
  };
  return (request: IncomingMessage, response: ServerResponse) => void answer(request, response);
}

test("prints all pages of a function's own log group, without control sequences", async () => {
  const asked: Asked[] = [];
  const pages = [
    { events: [event("1", "START\n")], nextToken: "more" },
    { events: [event("2", "a\u001b[2Jb\n")], nextToken: "more" },
  ];

  const { stdout, stderr, status } = await withServer(aws(pages, asked), (url) =>
    runScript(LOGS, ["hello", "--since", "2030-01-31T07:00:00Z", "--endpoint-url", url]),
  );

  expect(stdout).toBe("2030-01-31T08:00:00.000Z START\n2030-01-31T08:00:00.000Z ab\n");
  expect(stderr).toMatch(/^\/shop\/hello on http/);
  const startTime = TIME - 3_600_000;
  expect(asked).toEqual([
    { logGroupName: "/shop/hello", startTime },
    { logGroupName: "/shop/hello", startTime, nextToken: "more" },
  ]);
  expect(status).toBe(0);
});

test("--follow prints each event once, also one of the same time as the last", async () => {
  const pages = [
    { events: [event("1", "first")] },
    { events: [event("1", "first"), event("2", "second")] },
  ];
  const server = await startServer(aws(pages));
  const args = ["/shop/api", "--follow", "--since", "2h", "--endpoint-url", server.url];

  const { child, seen, until } = startCommand(LOGS, args);
  await until("stdout", "second");
  child.kill("SIGKILL");
  await server.close();

  expect(seen.stdout.match(/first|second/g)).toEqual(["first", "second"]);
});

test("an unknown function is refused", async () => {
  const { stderr, status } = await withServer(aws([]), (url) =>
    runScript(LOGS, ["other", "--endpoint-url", url]),
  );

  expect(stderr).toContain("other was not found on http");
  expect(status).toBe(1);
});

test.each([
  [[], "Name one function or log group."],
  [["hello", "--since", "soon"], '--since is "soon"; allowed: a number with s, m, h or d'],
])("the arguments %j are refused with what is allowed", async (args, message) => {
  const { stderr, status } = await runScript(LOGS, args);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
