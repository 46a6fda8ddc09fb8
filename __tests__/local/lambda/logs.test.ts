import { rmSync } from "node:fs";
import path from "node:path";
import { LambdaFixture } from "./support/lambda-fixture";

const PYTHON = `
import logging, os, subprocess, sys
logger = logging.getLogger()
logger.setLevel(logging.INFO)
def handler(event, context):
    print("printed")
    logger.info("logged %s", 1)
    logging.getLogger("lib").debug("not logged")
    subprocess.run(["echo", "by a child"])
    sys.stderr.write("to stderr\\n")
    if event.get("fail"): raise KeyError("missing")
    os.write(1, b"no newline")
`;

const NODE = `
exports.handler = async (event) => {
  console.log("text", { a: 1 });
  console.error(new RangeError("too far"));
  console.debug("fine");
  process.stdout.write("raw\\n");
};
`;

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

describe("log lines", () => {
  let fixture: LambdaFixture;
  beforeEach(() => {
    fixture = new LambdaFixture();
  });

  /** The log of two invocations, without the name of the function. */
  async function linesOf(
    options: Parameters<LambdaFixture["start"]>[0] = {},
    event = "{}",
  ): Promise<string[]> {
    const lambda = await fixture.start(options);
    for (const each of ["{}", event]) {
      await lambda.invoke("fn", each);
    }
    await fixture.close();
    return fixture.log.trimEnd().split("\n");
  }

  test("stand in CloudWatch's order, with the function's name before each", async () => {
    fixture.python("fn", PYTHON);
    const lines = await linesOf();
    const shape = [
      /^fn \| INIT_START Runtime Version: python3\.11 /,
      new RegExp(`^fn \\| START RequestId: ${UUID} Version: \\$LATEST$`),
      /^fn \| printed$/,
      new RegExp(`^fn \\| \\[INFO\\]\\t${TIME}\\t${UUID}\\tlogged 1$`),
      /^fn \| by a child$/,
      /^fn \| to stderr$/,
      /^fn \| no newline$/,
      new RegExp(`^fn \\| END RequestId: ${UUID}$`),
      new RegExp(
        `^fn \\| REPORT RequestId: ${UUID}\\tDuration: [\\d.]+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\tMax Memory Used: [1-9]\\d* MB\\tInit Duration: [\\d.]+ ms\\t$`,
      ),
      /^fn \| START /,
    ];
    shape.forEach((expected, index) => expect(lines[index]).toMatch(expected));
    expect(lines.at(-1)).not.toContain("Init Duration");
  });

  test("of a Python error are Lambda's, with the traceback", async () => {
    fixture.python("fn", PYTHON);
    const lines = await linesOf({}, '{"fail":true}');
    const at = lines.indexOf("fn | [ERROR] KeyError: 'missing'");
    expect(lines.slice(at + 1, at + 3)).toEqual([
      "fn | Traceback (most recent call last):",
      expect.stringMatching(/^fn \| {3}File ".*index\.py", line 11, in handler$/),
    ]);
    expect(lines.at(-1)).toMatch(/\tStatus: error$/);
  });

  test("of a Node.js console have time, request id and level", async () => {
    fixture.node("fn", NODE);
    const lines = await linesOf();
    expect(lines[2]).toMatch(new RegExp(`^fn \\| ${TIME}\\t${UUID}\\tINFO\\ttext \\{ a: 1 \\}$`));
    expect(lines[3]).toMatch(
      new RegExp(`^fn \\| ${TIME}\\t${UUID}\\tERROR\\tRangeError: too far$`),
    );
    expect(lines).toContain("fn | raw");
  });

  test.each([
    [
      "thrown outside the handler",
      "exports.handler = () => setImmediate(() => { throw new Error('late') })",
      "Uncaught Exception",
      { errorType: "Error", errorMessage: "late" },
    ],
    [
      "in a promise that nothing awaits",
      "exports.handler = () => { Promise.reject(new Error('late')); setTimeout(() => {}, 9) }",
      "Unhandled Promise Rejection",
      {
        errorType: "Runtime.UnhandledPromiseRejection",
        errorMessage: "Error: late",
        reason: expect.objectContaining({ errorType: "Error", errorMessage: "late" }),
        promise: {},
      },
    ],
    [
      "of syntax",
      "exports.handler = }",
      "Uncaught Exception",
      {
        errorType: "Runtime.UserCodeSyntaxError",
        errorMessage: "SyntaxError: Unexpected token '}'",
      },
    ],
  ])("of a Node.js error %s are Lambda's", async (_case, code, message, error) => {
    fixture.node("fn", code);
    const line = (await linesOf()).find((each) => each.includes("\tERROR\t"));
    const [, text, json = ""] = line?.split(/\tERROR\t| \t/) ?? [];
    const firstOfStack = expect.stringContaining(`${error.errorType}: ${error.errorMessage}`);
    expect(text).toBe(message);
    expect(JSON.parse(json)).toEqual({
      ...error,
      stack: expect.arrayContaining([firstOfStack]),
    });
  });

  test.each([
    ["index.mjs", "const a = ;", "index.mjs:1"],
    ["index.mjs", 'import "./other.mjs";', "other.mjs:2"],
    ["index.js", "const a = ;", "index.js:1"],
  ])("name the place of a syntax error: %s with %s", async (name, code, place) => {
    fixture.node("fn", "");
    rmSync(path.join(fixture.folder, "fn/index.js"));
    fixture.file("fn/other.mjs", "\nconst a = ;");
    fixture.file(`fn/${name}`, code);
    const lines = await linesOf();
    const at = lines.findIndex((line) => line.includes("The syntax error is in"));
    expect(lines.slice(at, at + 2)).toEqual([
      expect.stringMatching(new RegExp(`${place}$`)),
      "fn | const a = ;",
    ]);
  });

  test("are JSON where the function asks for it, from its levels on", async () => {
    const logging_config = { log_format: "JSON", application_log_level: "ERROR" };
    fixture.node("fn", NODE, { logging_config });
    const entries = (await linesOf())
      .filter((line) => line.includes("{"))
      .map((line) => JSON.parse(line.slice("fn | ".length)) as Record<string, unknown>);
    const kinds = entries.map(({ type, level }) => type ?? level);
    const invocation = ["platform.start", "ERROR", "platform.report"];
    expect(kinds).toEqual(["platform.initStart", ...invocation, ...invocation]);
    expect(entries[2]).toMatchObject({
      requestId: expect.stringMatching(UUID),
      message: { errorType: "RangeError", errorMessage: "too far" },
    });
    expect(entries[3]).toMatchObject({
      record: {
        status: "success",
        metrics: { memorySizeMB: 128, initDurationMs: expect.any(Number) },
      },
    });
  });

  test("of Python are JSON where the function asks for it", async () => {
    fixture.python("fn", PYTHON, {
      logging_config: { log_format: "JSON", system_log_level: "WARN" },
    });
    const lines = await linesOf();
    const logged = lines.filter((line) => line.includes('"logger"'));
    expect(JSON.parse(logged[0]?.slice("fn | ".length) ?? "")).toEqual({
      timestamp: expect.stringMatching(/Z$/),
      level: "INFO",
      message: "logged 1",
      logger: "root",
      requestId: expect.stringMatching(UUID),
    });
    expect(lines.join()).not.toContain("platform.");
  });

  test("hold no control sequence that a handler prints, however it is split", async () => {
    fixture.python(
      "fn",
      `
import os, time
def handler(event, context):
    for part in (b"a\\x1b", b"[2", b"Jb\\x1b[3", b"2mc\\r\\n", b"\\x1b]0;ti", b"tle\\x07d\\x1b"):
        os.write(1, part)
        time.sleep(0.02)
`,
    );
    const lines = await linesOf();
    expect(lines.slice(2, 4)).toEqual(["fn | ab\x1b[32mc\x1b[0m", "fn | d"]);
  });

  test("are each a JSON object that names the function, with the runner's JSON format", async () => {
    fixture.python("fn", PYTHON);
    const entries = (await linesOf({ logFormat: "json" })).map(
      (line) => JSON.parse(line) as object,
    );
    expect(entries).toContainEqual({ function: "fn", message: "printed" });
  });
});
