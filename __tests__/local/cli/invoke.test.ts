import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { command } from "../../../local/cli/commands/invoke";
import { bodyOf, withServer } from "../../support/loopback-server";
import { runScript } from "../../support/run-command";
import { runInProcess } from "./support/run-in-process";
import { serving } from "./support/serving";
import { StackFolder } from "./support/stack-folder";

const INVOKE = "local/cli/main.ts invoke";

interface Seen {
  url?: string;
  body?: string;
  authorization?: string;
}

interface Surroundings {
  /** What the Lambda API responds. */
  readonly response?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** Standard input, for which the command gets a process of its own. */
  readonly input?: string;
}

/** Invokes on a Lambda API that gives every request the same response, and records the request. */
async function invoke(
  args: string[],
  { response: text = "null", headers = {}, status: code = 200, input }: Surroundings = {},
) {
  const seen: Seen = {};
  const record = async (request: IncomingMessage) => {
    seen.url = request.url;
    seen.authorization = request.headers.authorization;
    seen.body = await bodyOf(request);
  };
  const finished = await withServer(
    (request, response) => {
      void record(request).then(() => response.writeHead(code, headers).end(text));
    },
    (url) => {
      const all = [...args, "--endpoint-url", url];
      // Not where the app may have been synthesised, whose functions have other names.
      const cwd = tmpdir();
      return input === undefined
        ? runInProcess(command, all, { cwd })
        : runScript(INVOKE, all, input, { cwd });
    },
  );
  return { ...finished, seen };
}

describe("on an endpoint", () => {
  test("prints the response on stdout and the log's tail on stderr, without the SDK's warnings", async () => {
    const log = Buffer.from("START RequestId: 1\n").toString("base64");

    const { status, stdout, stderr, seen } = await invoke(["web-api-dev-hello-Function"], {
      response: '{"a":1}',
      headers: { "X-Amz-Log-Result": log },
      input: "",
    });

    expect(stdout).toBe('{"a":1}\n');
    expect(stderr).toMatch(
      /^web-api-dev-hello-Function on http:\/\/127\.0\.0\.1:\d+\nSTART RequestId: 1\n$/,
    );
    expect(seen).toMatchObject({
      url: "/2015-03-31/functions/web-api-dev-hello-Function/invocations",
      body: "{}",
    });
    expect(status).toBe(0);
  });

  test("sends the event that the command line holds", async () => {
    const { seen } = await invoke(["hello", '{"a":1}']);

    expect(seen.body).toBe('{"a":1}');
  });

  test("sends the event that standard input holds", async () => {
    const { seen } = await invoke(["hello", "--event", "-"], { input: '{"name":"hoge"}' });

    expect(seen.body).toBe('{"name":"hoge"}');
  });

  test.each(["nightly", "a.b"])("invokes the function of a schedule by %s", async (name) => {
    const schedules = [{ name: "nightly", address: "a.b", functionArn: "job", event: '{"a":1}' }];

    const { seen } = await invoke(["--schedule", name], {
      response: JSON.stringify(schedules),
    });

    expect(seen).toMatchObject({ url: "/2015-03-31/functions/job/invocations", body: '{"a":1}' });
  });

  test.each(["Shop/Daily", "Daily"])("finds a schedule by its construct: %s", async (name) => {
    const schedules = [
      { name: "nightly", address: "a.b", path: "Shop/Nightly", functionArn: "job", event: "{}" },
      { name: "daily", address: "a.c", path: "Shop/Daily", functionArn: "other", event: "{}" },
    ];

    const { seen } = await invoke(["--schedule", name], { response: JSON.stringify(schedules) });

    expect(seen.url).toBe("/2015-03-31/functions/other/invocations");
  });

  test("lists the schedules when a name is unknown", async () => {
    const schedules = [{ name: "nightly", address: "a.b", functionArn: "job", event: "{}" }];

    const { status, stderr } = await invoke(["--schedule", "daily"], {
      response: JSON.stringify(schedules),
    });

    expect(stderr).toContain(
      "--schedule daily: no such schedule invokes a function; allowed: nightly.",
    );
    expect(status).toBe(1);
  });

  test("refuses an event beside a schedule", async () => {
    const { status, stderr } = await invoke(["--schedule", "nightly", "hello"]);

    expect(stderr).toContain("With --schedule, don't pass a function, an event or a region.");
    expect(status).toBe(2);
  });

  test("never sends the machine's AWS credentials", async () => {
    const { seen } = await invoke(["hello"]);

    expect(seen.authorization).toContain("Credential=local/");
  });

  test("exits with 1 when the function failed", async () => {
    const { status, stdout } = await invoke(["hello"], {
      response: '{"errorMessage":"no"}',
      headers: { "X-Amz-Function-Error": "Unhandled" },
    });

    expect(stdout).toContain('"errorMessage":"no"');
    expect(status).toBe(1);
  });

  test("shows Lambda's error when the functions can't be listed either", async () => {
    const { status, stderr } = await invoke(["hello"], {
      status: 404,
      headers: { "x-amzn-ErrorType": "ResourceNotFoundException" },
      response: '{"Message":"Function not found"}',
    });

    expect(stderr).toMatch(/hello was not found on http:.+ The functions can't be listed: /);
    expect(status).toBe(1);
  });
});

test.each([
  [["hello", "--event", "-"], "--event - is not valid JSON: "],
  [["hello", "event.json"], 'The event "event.json" is not valid JSON: '],
])(
  "refuses an event that is not valid JSON before it sends anything: %j",
  async (args, message) => {
    const { status, stderr, seen } = await invoke(args, { input: "{" });

    expect(stderr).toContain(message);
    expect(seen.url).toBeUndefined();
    expect(status).toBe(1);
  },
);

test.each([
  [[], "Name one function"],
  [["hello", "{}", "--event", "-"], "as an argument or with --event, not both"],
])("refuses a wrong command line with exit status 2: %j", async (args, message) => {
  const { status, stderr } = await runInProcess(command, args);

  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

describe("without an endpoint", () => {
  const NO_CREDENTIALS = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const stack = new StackFolder();
  let runner: ChildProcess;
  beforeAll(async () => {
    stack.write("hello");
    const endpoints = path.join(stack.folder, "endpoints.json");
    const cwd = stack.folder;
    ({ child: runner } = await serving("local/cli/main.ts serve", ["."], { endpoints, cwd }));
  });
  afterAll(() => {
    runner.kill("SIGKILL");
    stack.remove();
  });

  const invokeHere = (...args: string[]) =>
    runScript(INVOKE, args, "", { cwd: stack.folder, env: NO_CREDENTIALS });

  test("invokes on the local runner that was started in this folder", async () => {
    const { status, stdout, stderr } = await invokeHere("aws_lambda_function.hello");

    expect(JSON.parse(stdout)).toEqual({ statusCode: 200, body: "hello" });
    expect(stderr).toMatch(/^hello on the local runner at http:\/\/127\.0\.0\.1:\d+\n/);
    expect(status).toBe(0);
  });

  test("lists the functions when the name is unknown", async () => {
    const { status, stderr } = await invokeHere("orders");

    expect(stderr).toContain("orders was not found on the local runner");
    expect(stderr).toContain("The functions are:\n  hello\n");
    expect(status).toBe(1);
  });

  test("suggests the function that has nearly the name", async () => {
    const { status, stderr } = await invokeHere("helo");

    expect(stderr).toContain(
      'no function is named "helo"; there are: hello; did you mean "hello"?',
    );
    expect(status).toBe(1);
  });

  test("asks AWS in the region that is named, even while a runner is up", async () => {
    const { stderr } = await invokeHere("hello", "--region", "eu-west-1");

    expect(stderr).toContain("hello on AWS, region eu-west-1\n");
  });

  test("asks AWS once the runner has been killed, and names both ways out without credentials", async () => {
    runner.kill("SIGKILL");
    await once(runner, "exit");

    const { status, stderr } = await invokeHere("hello");

    expect(stderr).toContain("hello on AWS, region us-east-1\n");
    expect(stderr).toContain('run "cdktf-lambda-api serve" in another terminal');
    expect(status).toBe(1);
  });
});
