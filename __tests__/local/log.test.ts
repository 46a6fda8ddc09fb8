import { PassThrough } from "node:stream";
import type { RequestSummary } from "../../local/gateway/trace";
import type { LogFormat } from "../../local/log/log";
import { Log } from "../../local/log/log";

function written(format: LogFormat): string {
  const destination = new PassThrough();
  const log = new Log(destination, format);
  log.write("a", "1\n2\n");
  log.write("a", "3\n");
  log.write("b", "4\n");
  log.write("a", "5\n");
  log.flush();
  return String(destination.read());
}

beforeEach(() => {
  jest.replaceProperty(process, "env", { ...process.env, NO_COLOR: "" });
});
afterEach(() => jest.restoreAllMocks());

test("lines of several functions stay in order, each with the name of its own", () => {
  expect(written("text")).toBe("a | 1\na | 2\na | 3\nb | 4\na | 5\n");
});

test("as JSON too", () => {
  const lines = written("json")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { function: string; message: string });
  expect(lines.map(({ function: name, message }) => name + message).join(" ")).toBe(
    "a1 a2 a3 b4 a5",
  );
});

test.each<LogFormat>(["text", "json"])(
  "of what functions print, colours reach the log as %s, and no other control sequences do",
  (format) => {
    const destination = new PassThrough();
    const log = new Log(destination, format);
    log.write("fn", "\x1b[31mred\x1b[0m\x1b[2J\rforged | \x9b1A\n");
    log.flush();

    const message = "\x1b[31mred\x1b[0mforged | ";
    const expected = format === "json" ? { function: "fn", message } : `fn | ${message}\x1b[0m\n`;
    const written = String(destination.read());
    expect(format === "json" ? JSON.parse(written) : written).toEqual(expected);
  },
);

test("NO_COLOR leaves colours out", () => {
  jest.replaceProperty(process, "env", { ...process.env, NO_COLOR: "1" });
  const destination = new PassThrough();
  const log = new Log(destination);
  log.write("fn", "\x1b[31mred\x1b[0m\n");
  log.flush();

  expect(String(destination.read())).toBe("fn | red\n");
});

describe("a gateway's report", () => {
  const REPORT = { api: "aws_api.a", method: "GET", path: "/x", status: 404, reason: "no route" };

  function logged(report: Partial<RequestSummary>, format: LogFormat = "text"): string {
    const destination = new PassThrough();
    const log = new Log(destination, format);
    log.write("fn", "before\n");
    log.report({ ...REPORT, ...report });
    log.write("fn", "after\n");
    log.flush();
    return String(destination.read());
  }

  test("is a line of its own among those of functions", () => {
    expect(logged({})).toBe("fn | before\naws_api.a | GET /x 404: no route\nfn | after\n");
  });

  test("is a JSON object in JSON", () => {
    expect(JSON.parse(logged({}, "json").split("\n")[1] ?? "")).toEqual(REPORT);
  });

  test("can't forge lines or move the cursor: its control characters are escaped", () => {
    const lines = logged({ path: "/\u009b2J", reason: "a\nfn | forged\u001b[1A\u202e" });

    expect(lines).toContain("GET /\\u009b2J 404: a\\u000afn | forged\\u001b[1A\\u202e\n");
  });

  test("shows a stack trace line by line", () => {
    expect(logged({ stack: "Error: a\n  at b" })).toContain(
      "404: no route\naws_api.a | Error: a\naws_api.a |   at b\n",
    );
  });

  test("cuts what is longer than a thousand characters", () => {
    expect(logged({ reason: "r".repeat(5000) })).toHaveLength(
      logged({ reason: "" }).length + 1000 + 1,
    );
  });

  test.each([
    [true, "GET /x \x1b[33m404\x1b[0m: no route\n"],
    [false, "GET /x 404: no route\n"],
  ])("colours the status only on a terminal (%s)", (isTTY, line) => {
    const destination = Object.assign(new PassThrough(), { isTTY });
    const log = new Log(destination);
    log.report(REPORT);
    log.flush();

    expect(String(destination.read())).toBe(`aws_api.a | ${line}`);
  });

  test("is logged by a quiet log only where the runner itself failed", () => {
    const destination = new PassThrough();
    const log = new Log(destination, "text", false);
    log.report(REPORT);
    log.report({ ...REPORT, status: 500, reason: "a bug", stack: "Error: a" });
    log.flush();

    expect(String(destination.read())).toMatch(/^aws_api\.a \| GET \/x 500: a bug\n/);
  });
});

test("a request that no integration responds to has its route without a target", () => {
  const destination = new PassThrough();
  const log = new Log(destination);

  log.report({
    api: "Chat",
    method: "POST",
    path: "/x",
    status: 200,
    route: "POST /@connections/{id}",
  });
  log.flush();

  expect(String(destination.read())).toBe("Chat | POST /x 200 (POST /@connections/{id})\n");
});
