import { mkdtempSync, rmSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import os from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/commands/smoke";
import { bodyOf, withServer } from "../../../support/loopback-server";
import type { Finished } from "../../../support/run-command";
import { writeFileIn } from "../../../support/write-file";
import { runInProcess } from "../support/run-in-process";

const folder = mkdtempSync(path.join(os.tmpdir(), "smoke-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, content: unknown) =>
  writeFileIn(folder, name, JSON.stringify(content));

const HELLO = { request: "GET /", response: { status: 200, text: "Hello" } };

/** Runs smoke with these checks of the API shop, which responds so. */
function smoke(checks: readonly object[], listener: RequestListener, ...args: string[]) {
  const file = fileWith("checks.json", { apis: { shop: { checks } } });
  return withServer(listener, (url) =>
    runInProcess(command, ["--checks", file, `shop=${url}`, ...args]),
  );
}

/** Runs smoke with a check of a GET of / that responds so. */
function smokeOnce(response: object, respond: (response: ServerResponse) => void) {
  return smoke([{ request: "GET /", response }], (_, target) => respond(target));
}

/** Responds with the method, path, headers and body of the request. */
const echo: RequestListener = (request, response) => {
  const { method, url, headers } = request;
  void bodyOf(request).then((body) => response.end(JSON.stringify({ method, url, headers, body })));
};

test("passes, with one line per check, when the API responds as it should", async () => {
  const missing = { request: "GET /no-such-path", response: { status: 404 } };

  const { status, stdout } = await smoke([HELLO, missing], ({ url }, response) => {
    response.writeHead(url === "/" ? 200 : 404).end("Hello\n");
  });

  expect(stdout).toMatch(/^ok {3}shop: GET .*\/ returned 200\nok {3}shop: .* returned 404\n/);
  expect(stdout).toContain("2 passed, 0 failed\n");
  expect(status).toBe(0);
});

test.each<[wrong: string, expected: object, message: string]>([
  ["status", { status: 404 }, 'expected status 404, got 200: {"id":7,"tags":["a","b"]}'],
  ["text", { status: 200, text: "7" }, 'expected the body 7, got {"id":7,"tags":["a","b"]}'],
  ["value", { status: 200, json: { id: "7" } }, 'expected the body with {"id":"7"}, got {"id":7'],
  ["list", { status: 200, json: { tags: ["a"] } }, 'expected the body with {"tags":["a"]}, got'],
  ["member", { status: 200, json: { name: null } }, 'expected the body with {"name":null}, got'],
  [
    "type",
    { status: 200, schema: { properties: { id: { type: "string" } } } },
    "expected the body by its schema (/id must be string), got",
  ],
  ["header", { status: 200, headers: { etag: "1" } }, "expected the header etag: 1, got none"],
  ["header's value", { status: 200, headers: { "x-a": "2" } }, "expected the header x-a: 2, got 1"],
  [
    "header by its schema",
    { status: 200, headers: { "x-a": { pattern: "^2" } } },
    'expected the header x-a by its schema (must match pattern "^2"), got 1',
  ],
])("fails for another %s, and prints what was expected", async (_, expected, message) => {
  const { status, stdout } = await smokeOnce(expected, (response) =>
    response.setHeader("x-a", "1").end('{"id":7,"tags":["a","b"]}'),
  );

  expect(stdout).toContain("FAIL shop: GET");
  expect(stdout).toContain(message);
  expect(status).toBe(1);
});

test("a request fails for the URL of a WebSocket API, and isn't repeated", async () => {
  const file = fileWith("checks.json", { apis: { chat: { checks: [HELLO] } } });
  const args = ["--checks", file, "--wait", "60", "chat=ws://127.0.0.1:1/dev"];

  const { stdout } = await runInProcess(command, args);

  expect(stdout).toContain("FAIL chat: GET ws://127.0.0.1:1/dev/ needs an http:// or https:// URL");
});

test("JSON may have more members than those that are expected", async () => {
  const json = { id: 7, owner: { name: "Ana" } };

  const { stdout } = await smokeOnce({ status: 200, json }, (response) =>
    response.end('{"id":7,"owner":{"name":"Ana","age":30},"tags":[]}'),
  );

  expect(stdout).toContain("1 passed, 0 failed");
});

test.each<[object, string]>([
  [{ json: {} }, "expected the body with {}, got <p>"],
  [{ schema: {} }, "expected the body to be JSON, got <p>"],
])("a body that is not JSON fails for %j", async (content, message) => {
  const { stdout } = await smokeOnce({ status: 200, ...content }, (response) =>
    response.end("<p>"),
  );

  expect(stdout).toContain(message);
});

test("sends the method, headers and JSON, and follows no redirect", async () => {
  const sent = {
    request: "POST /orders?a=1",
    headers: { "x-client": "smoke" },
    json: { item: "tea" },
    response: {
      status: 200,
      json: {
        method: "POST",
        url: "/orders?a=1",
        headers: { "x-client": "smoke", "content-type": "application/json" },
        body: '{"item":"tea"}',
      },
    },
  };
  const moved = { request: "GET /old", response: { status: 302, headers: { location: "/new" } } };

  const { stdout } = await smoke([sent, moved], (request, response) =>
    request.url === "/old"
      ? response.writeHead(302, { location: "/new" }).end()
      : echo(request, response),
  );

  expect(stdout).toContain("2 passed, 0 failed");
});

test("later checks have the values that earlier ones saved", async () => {
  const saving = {
    request: "POST /orders",
    text: "a",
    response: { status: 200 },
    save: { id: { pointer: "/id" }, page: { pattern: "page=(\\w+)" } },
  };
  const using = {
    request: "GET /orders/${id}/${page}",
    headers: { "x-id": "${id}" },
    response: { status: 200, json: { url: "/orders/7/p1", headers: { "x-id": "7" } } },
  };
  const body = '{"id":7,"next":"?page=p1"}';

  const { stdout } = await smoke([saving, using], (request, response) =>
    request.method === "POST" ? response.end(body) : echo(request, response),
  );

  expect(stdout).toContain("2 passed, 0 failed");
});

test("a value in the path and the query stays within its part", async () => {
  const saving = {
    request: "POST /notes",
    response: { status: 200 },
    save: { title: { pointer: "/title" } },
  };
  const url = "/notes/a%20b%2Fc%3Fd%26e/end?title=a%20b%2Fc%3Fd%26e";
  const using = {
    request: "GET /notes/${title}/end?title=${title}",
    response: { status: 200, json: { url } },
  };

  const { stdout } = await smoke([saving, using], (request, response) =>
    request.method === "POST" ? response.end('{"title":"a b/c?d&e"}') : echo(request, response),
  );

  expect(stdout).toContain("2 passed, 0 failed");
});

test("$${ is a literal ${", async () => {
  const check = {
    request: "PUT /",
    text: "$${id} of ${unique}",
    response: { status: 200, text: "$${id} of ${unique}" },
  };

  const { stdout } = await smoke([check], (request, response) => {
    void bodyOf(request).then((body) => response.end(body));
  });
  const failed = await smoke([check], (_, response) => response.end());

  expect(stdout).toContain("1 passed, 0 failed");
  expect(failed.stdout).toMatch(/expected the body \$\{id\} of [\da-f-]{36}, got $/m);
});

test("a value that isn't there fails the check, and those that need it", async () => {
  const saving = {
    request: "GET /",
    response: { status: 200 },
    save: { id: { pointer: "/order/id" } },
  };
  const using = { request: "GET /${id}", response: { status: 200 } };

  const { stdout } = await smoke([saving, using], (_, response) => response.end('{"id":1}'));

  expect(stdout).toContain('has no id at /order/id in its body: {"id":1}');
  expect(stdout).toContain("FAIL shop: GET /${id} needs id, which a failed check would save");
  expect(stdout).toContain("0 passed, 2 failed");
});

describe("a check that needs a token", () => {
  const guarded = {
    request: "GET /",
    token: true,
    response: { status: 200, json: { headers: { authorization: "Bearer secret" } } },
    save: { url: { pointer: "/url" } },
  };
  const using = { request: "GET ${url}", response: { status: 200 } };
  const open = { request: "GET /", response: { status: 200 } };

  test("sends that of --token, and prints it nowhere", async () => {
    const { status, stdout } = await smoke([guarded], echo, "--token", "secret");

    expect(stdout).toContain("1 passed, 0 failed");
    expect(stdout).not.toContain("secret");
    expect(status).toBe(0);
  });

  test("is skipped without one, as is what needs its values, and both are named", async () => {
    const { status, stdout, stderr } = await smoke(
      [guarded, { ...using, request: "GET /${url}" }, open],
      echo,
    );

    expect(stdout).toContain("1 passed, 0 failed, 2 skipped");
    expect(stderr).toContain("skipped shop: GET /: it needs a --token\n");
    expect(stderr).toContain("skipped shop: GET /${url}: it needs a --token\n");
    expect(status).toBe(0);
  });

  test("makes the command fail if no other check runs", async () => {
    const { status, stdout } = await smoke([guarded], echo);

    expect(stdout).toBe("0 passed, 0 failed, 1 skipped\n");
    expect(status).toBe(1);
  });
});

test("an API that doesn't respond is a failure with its reason", async () => {
  const url = await withServer(echo, (served) => Promise.resolve(served));
  const file = fileWith("checks.json", { apis: { shop: { checks: [HELLO] } } });

  const { status, stdout } = await runInProcess(command, ["--checks", file, `shop=${url}`]);

  expect(stdout).toMatch(/FAIL shop: .* got no response: .*ECONNREFUSED/);
  expect(status).toBe(1);
});

describe("--wait", () => {
  test.each([403, 500])(
    "sends the request again while the response is %i, and prints that",
    async (status) => {
      const fail = (response: ServerResponse) => response.writeHead(status).end("soon");

      const finished = await smoke([HELLO], afterAFailure(fail), "--wait", "30");

      expect(finished.stderr).toMatch(/^retrying for \d+ s: shop: GET .* got \d+: soon$/m);
      expect(finished.stdout).toContain("1 passed, 0 failed");
      expect(finished.status).toBe(0);
    },
  );

  test("sends it again while the connection fails", async () => {
    const fail = (response: ServerResponse) => response.destroy();

    const { status, stderr } = await smoke([HELLO], afterAFailure(fail), "--wait", "30");

    expect(stderr).toContain("got no response");
    expect(status).toBe(0);
  });

  test("ends with the last failure when the time is over", async () => {
    const { status, stdout, stderr } = await smoke(
      [HELLO],
      (_, response) => response.writeHead(500).end("never"),
      "--wait",
      "1.5",
    );

    expect(stdout).toContain("expected status 200, got 500: never");
    expect(stderr).toContain("retrying");
    expect(status).toBe(1);
  });

  test("sends it once where a repetition would change nothing", async () => {
    let requests = 0;
    const count: RequestListener = (_, response) => {
      requests += 1;
      response.end("Hello from somebody else");
    };

    const { status } = await smoke([HELLO], count, "--wait", "30");

    expect(requests).toBe(1);
    expect(status).toBe(1);
  });
});

test("without --wait a failure is final", async () => {
  const fail = (response: ServerResponse) => response.writeHead(500).end("soon");

  const { status } = await smoke([HELLO], afterAFailure(fail));

  expect(status).toBe(1);
});

/** Responds as the API should, once it has failed. */
function afterAFailure(fail: (response: ServerResponse) => void): RequestListener {
  let hasFailed = false;
  return (_, response) => {
    if (hasFailed) {
      response.end("Hello");
    } else {
      hasFailed = true;
      fail(response);
    }
  };
}

describe("the command line", () => {
  const run = (...args: string[]): Promise<Finished> => runInProcess(command, args);
  const checks = fileWith("two.json", {
    apis: { shop: { checks: [HELLO] }, books: { checks: [HELLO] } },
  });

  test.each([
    [["--wait", "soon"], '--wait is "soon"; allowed: 0 to 3600 seconds'],
    [["--timeout", "0"], '--timeout is "0"; allowed: more than 0 seconds'],
    [["shop=http://127.0.0.1:1"], "Name the file of checks with --checks FILE"],
    [["--checks", checks], "Name an outputs file, an endpoints file, or API=URL"],
    [
      ["--checks", checks, "nobody=http://127.0.0.1:1"],
      "no checks for nobody; allowed: shop, books",
    ],
    [["--checks", checks, "shop=127.0.0.1"], "is neither a file nor API=URL; a URL begins with"],
    [["--nonsense"], "--nonsense"],
  ])("%j is refused with what is allowed", async (args, message) => {
    const { status, stderr } = await run(...args);

    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test("APIs without a URL are skipped, and named", async () => {
    const { status, stderr } = await withServer(
      (_, response) => response.end("Hello"),
      (url) => run("--checks", checks, `shop=${url}`),
    );

    expect(stderr).toBe("skipped books: no URL was given for it\n");
    expect(status).toBe(0);
  });

  test("the example of --help is a file of checks", async () => {
    const { stdout } = await run("--help");
    const [example = ""] = /^ {2}\{$.*?^ {2}\}$/ms.exec(stdout) ?? [];
    const file = writeFileIn(folder, "example.json", example);

    const { stderr } = await run("--checks", file, "no-such-file");

    expect(stderr).toContain("no-such-file is neither a file");
  });
});
