import { FunctionLogs } from "../../../../local/testing/serve/function-logs";

function logsOf(lines: string, requestId: string | undefined = "r1"): FunctionLogs {
  const logs = new FunctionLogs();
  logs.add({ functionName: "fn", requestId, lines });
  return logs;
}

const TIME = "2026-01-02T03:04:05.678Z";

test.each([
  ["Node.js", `${TIME}\tr1\tINFO\ttab\tinside\n`, { level: "INFO", message: "tab\tinside" }],
  ["Python", `[WARNING]\t${TIME}\tr1\tlow\n`, { level: "WARNING", message: "low" }],
  ["print", "plain\n", { message: "plain" }],
  [
    "the JSON format",
    `{"level":"INFO","message":"hi","pet":7}\n`,
    { level: "INFO", message: "hi", fields: { pet: 7 } },
  ],
  ["what only begins like JSON", "{x\n", { message: "{x" }],
])("a line of %s is an entry with its level and message", (_what, lines, expected) => {
  expect(logsOf(lines).ofFunction("fn")).toEqual([{ requestId: "r1", ...expected }]);
});

test("Lambda's own lines are left out", () => {
  const lines = [
    "INIT_START Runtime Version: nodejs22.x",
    "START RequestId: r1 Version: $LATEST",
    "mine",
    "END RequestId: r1",
    "REPORT RequestId: r1\tDuration: 1.00 ms",
    `{"time":"${TIME}","type":"platform.report","record":{}}`,
  ];

  const entries = logsOf(`${lines.join("\n")}\n`).ofInvocation("r1");

  expect(entries).toEqual([{ requestId: "r1", message: "mine" }]);
});

test("what an invocation from before logs later isn't there after clear()", () => {
  const logs = logsOf("early\n");

  logs.clear();
  logs.add({ functionName: "fn", requestId: "r1", lines: "late\n" });
  logs.add({ functionName: "fn", requestId: "r2", lines: "new\n" });

  expect(logs.ofFunction("fn")).toEqual([{ requestId: "r2", message: "new" }]);
});
