import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { WebSocketServer } from "ws";
import { bodyOf, withServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";

const SMOKE = "local/cli/main.ts smoke";
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "smoke-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(content: unknown): string {
  const file = path.join(folder, "urls.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function hello(request: IncomingMessage, response: ServerResponse): void {
  const found = request.url === "/";
  response.writeHead(found ? 200 : 404);
  response.end(found ? '"Hello form Awstut !"' : '{"message":"Not Found"}');
}

test("passes, with one line per check, when the system responds as it should", async () => {
  const { status, stdout } = await withServer(hello, (url) => runScript(SMOKE, [`hello=${url}`]));

  expect(stdout).toMatch(/^ok {3}hello: GET .*\/ returned 200\nok {3}hello: .* returned 404\n/);
  expect(stdout).toContain("2 passed, 0 failed");
  expect(status).toBe(0);
});

test("fails and shows the response when it is not the expected one", async () => {
  const { status, stdout } = await withServer(
    (_request, response) => response.end("Hello from somebody else"),
    (url) => runScript(SMOKE, [`hello=${url}`]),
  );

  expect(stdout).toContain("FAIL hello: GET");
  expect(stdout).toContain('expected the body "Hello form Awstut !", got Hello from somebody else');
  expect(stdout).toContain("expected status 404, got 200");
  expect(status).toBe(1);
});

test("reads the outputs file of a deployment and says which systems it has no URL for", async () => {
  const { status, stderr } = await withServer(hello, (url) =>
    runScript(SMOKE, [fileWith({ dev: { hello_url: `${url}/`, hello_function_name: "hello" } })]),
  );

  expect(stderr).toContain("skipped lambda_api: no URL was given for it");
  expect(status).toBe(0);
});

test("reads the endpoints file of the local runner", async () => {
  const { status } = await withServer(hello, (url) =>
    runScript(SMOKE, [fileWith({ "aws_apigatewayv2_stage.hello_HttpApi_Stage_AB12": url })]),
  );

  expect(status).toBe(0);
});

test("a system that does not respond is a failure with its reason", async () => {
  const url = await withServer(hello, (served) => Promise.resolve(served));

  const { status, stdout } = await runScript(SMOKE, [`hello=${url}`]);

  expect(stdout).toMatch(/FAIL hello: .* got no response: .*ECONNREFUSED/);
  expect(status).toBe(1);
});

describe("notes", () => {
  /** Responds as notes does, to requests with the token "good". */
  function notes(): RequestListener {
    let note = "";
    const responses: Record<string, () => [status: number, body: string]> = {
      GET: () => (note === "" ? [404, '{"message":"Not Found"}'] : [200, note]),
      PUT: () => [200, note],
      DELETE: () => [204, (note = "")],
    };
    return (request, response) => {
      void bodyOf(request).then((body) => {
        note = body || note;
        const [status, text] =
          request.url === "/health"
            ? [200, '{"status":"ok"}']
            : request.headers.authorization === "Bearer good"
              ? (responses[request.method ?? ""]?.() ?? [500, ""])
              : [401, '{"message":"Unauthorized"}'];
        response.writeHead(status).end(text);
      });
    };
  }

  test("with a token, a note is written, read and deleted, in this order", async () => {
    const { status, stdout } = await withServer(notes(), (url) =>
      runScript(SMOKE, ["--token", "good", `notes=${url}`]),
    );

    expect(stdout).toContain("6 passed, 0 failed");
    expect(stdout).not.toContain("good");
    expect(status).toBe(0);
  });

  test("without a token, only the guard is checked, and the other checks are named", async () => {
    const { status, stdout, stderr } = await withServer(notes(), (url) =>
      runScript(SMOKE, [`notes=${url}`]),
    );

    expect(stdout).toContain("2 passed, 0 failed");
    expect(stderr).toContain("skipped notes: PUT /notes/smoke: it needs a --token");
    expect(status).toBe(0);
  });

  test("a guarded route that is open fails", async () => {
    const { status, stdout } = await withServer(
      (_request, response) => response.end('{"status":"ok"}'),
      (url) => runScript(SMOKE, [`notes=${url}`]),
    );

    expect(stdout).toMatch(/FAIL notes: GET .* expected status 401, got 200/);
    expect(status).toBe(1);
  });
});

describe("chat", () => {
  const page: RequestListener = ({ headers }, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<html data-chat-url="ws://${headers.host}/dev">`);
  };

  /** Smokes a chat whose connections get what `respond` makes of each text that a client sends. */
  async function smoke(respond: (text: string) => object) {
    const server = createServer(page).listen(0, "127.0.0.1");
    const chat = new WebSocketServer({ server });
    const sendAll = (sent: object) =>
      chat.clients.forEach((client) => client.send(JSON.stringify(sent)));
    chat.on("connection", (client) =>
      client.on("message", (data: Buffer) =>
        sendAll(respond((JSON.parse(data.toString()) as { text: string }).text)),
      ),
    );
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const finished = await runScript(SMOKE, ["--timeout", "5", `chat=http://127.0.0.1:${port}`]);
    chat.close();
    server.close();
    return finished;
  }

  test("two clients of the page's WebSocket API exchange a message", async () => {
    const { status, stdout } = await smoke((text) => ({ type: "message", from: "guest", text }));

    expect(stdout).toMatch(/^ok {3}chat: http:.* two clients exchange a message$/m);
    expect(stdout).toContain("2 passed, 0 failed");
    expect(status).toBe(0);
  });

  test("a message that is something else for the other client is a failure", async () => {
    const { status, stdout } = await smoke((text) => ({ type: "error", text }));

    expect(stdout).toMatch(/^FAIL chat: .* expected the type message, got error$/m);
    expect(status).toBe(1);
  });

  test("a refused connection is a failure with its reason", async () => {
    const { status, stdout } = await withServer(page, (url) => runScript(SMOKE, [`chat=${url}`]));

    expect(stdout).toMatch(/^FAIL chat: .* exchange a message: Unexpected server response: 200$/m);
    expect(status).toBe(1);
  });
});

describe("--wait", () => {
  test.each([403, 500, 503])(
    "sends the request again while the response is %i, and prints that",
    async (status) => {
      const listener = afterFailures(3, (response) => response.writeHead(status).end("soon"));

      const finished = await withServer(listener, (url) =>
        runScript(SMOKE, ["--wait", "30", `hello=${url}`]),
      );

      expect(finished.stderr).toMatch(/^retrying for \d+ s: hello: GET .* got \d+: soon$/m);
      expect(finished.stdout).toContain("2 passed, 0 failed");
      expect(finished.status).toBe(0);
    },
  );

  test("asks again while the connection fails", async () => {
    const listener = afterFailures(3, (response) => response.destroy());

    const finished = await withServer(listener, (url) =>
      runScript(SMOKE, ["--wait", "30", `hello=${url}`]),
    );

    expect(finished.stderr).toContain("got no response");
    expect(finished.status).toBe(0);
  });

  test("ends with the last failure when the time is over", async () => {
    const { status, stdout, stderr } = await withServer(
      (_request, response) => response.writeHead(500).end("never"),
      (url) => runScript(SMOKE, ["--wait", "2", `hello=${url}`]),
    );

    expect(stdout).toContain("FAIL hello: GET");
    expect(stdout).toContain("expected status 200, got 500: never");
    expect(stderr).toContain("retrying");
    expect(status).toBe(1);
  });

  test("asks just once where asking again would change nothing", async () => {
    let requests = 0;
    const { status, stderr } = await withServer(
      (_request, response) => {
        requests += 1;
        response.end("Hello from somebody else");
      },
      (url) => runScript(SMOKE, ["--wait", "30", `hello=${url}`]),
    );

    expect(requests).toBe(2);
    expect(stderr).not.toContain("retrying");
    expect(status).toBe(1);
  });
});

test("without --wait a failure is final", async () => {
  const listener = afterFailures(1, (response) => response.writeHead(500).end("soon"));

  const { status } = await withServer(listener, (url) => runScript(SMOKE, [`hello=${url}`]));

  expect(status).toBe(1);
});

/** Responds as the system should, once it has failed so many times. */
function afterFailures(count: number, fail: (response: ServerResponse) => void): RequestListener {
  let failures = 0;
  return (request, response) => {
    failures += 1;
    if (failures <= count) {
      fail(response);
    } else {
      hello(request, response);
    }
  };
}

test.each([
  [["--wait", "soon", "hello=http://127.0.0.1:1"], '--wait is "soon"; allowed: 0 to 3600 seconds'],
  [[], "Name an outputs file"],
  [
    ["nobody=http://127.0.0.1:1"],
    "allowed: hello, lambda_api, sample01, notes, chat, account_settings",
  ],
  [["--nonsense"], "--nonsense"],
])("the arguments %j are refused with what is allowed", async (args, message) => {
  const { status, stderr } = await runScript(SMOKE, args);

  expect(stderr).toContain(message);
  expect(status).not.toBe(0);
});
