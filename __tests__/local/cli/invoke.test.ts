import type { IncomingMessage } from "node:http";
import { bodyOf, withServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";

const INVOKE = "local/cli/invoke.ts";

interface Seen {
  url?: string;
  body?: string;
  authorization?: string;
}

/** A Lambda API that gives one answer, and what it was asked. */
async function invoke(args: string[], answer: string, headers = {}, input = "") {
  const seen: Seen = {};
  const record = async (request: IncomingMessage) => {
    seen.url = request.url;
    seen.authorization = request.headers.authorization;
    seen.body = await bodyOf(request);
  };
  const finished = await withServer(
    (request, response) => {
      void record(request).then(() => response.writeHead(200, headers).end(answer));
    },
    (url) => runScript(INVOKE, [...args, "--endpoint-url", url], input),
  );
  return { ...finished, seen };
}

test("prints the answer on stdout and the log's tail on stderr", async () => {
  const log = Buffer.from("START RequestId: 1\n").toString("base64");

  const { status, stdout, stderr, seen } = await invoke(["web-api-dev-hello-Function"], '{"a":1}', {
    "X-Amz-Log-Result": log,
  });

  expect(stdout).toBe('{"a":1}\n');
  expect(stderr).toContain("START RequestId: 1");
  expect(seen).toMatchObject({
    url: "/2015-03-31/functions/web-api-dev-hello-Function/invocations",
    body: "{}",
  });
  expect(status).toBe(0);
});

test("sends the event that standard input holds", async () => {
  const { seen } = await invoke(["hello", "--event", "-"], "null", {}, '{"name":"hoge"}');

  expect(seen.body).toBe('{"name":"hoge"}');
});

test("never sends the machine's AWS credentials to what isn't AWS", async () => {
  const { seen } = await invoke(["hello"], "null");

  expect(seen.authorization).toContain("Credential=local/");
});

test("exits with 1 when the function failed", async () => {
  const { status, stdout } = await invoke(["hello"], '{"errorMessage":"no"}', {
    "X-Amz-Function-Error": "Unhandled",
  });

  expect(stdout).toContain('"errorMessage":"no"');
  expect(status).toBe(1);
});

test("an event that is no JSON is refused before anything is sent", async () => {
  const { status, stderr, seen } = await invoke(["hello", "--event", "-"], "null", {}, "{");

  expect(stderr).toContain("--event - is no JSON");
  expect(seen.url).toBeUndefined();
  expect(status).toBe(1);
});

test("a missing function name is refused with exit status 2", async () => {
  const { status, stderr } = await runScript(INVOKE, []);

  expect(stderr).toContain("name one function");
  expect(status).toBe(2);
});
