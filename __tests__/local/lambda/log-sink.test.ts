import { PassThrough } from "node:stream";
import { LogFormat, LogSink } from "../../../local/lambda/log-sink";

function written(format: LogFormat): string {
  const destination = new PassThrough();
  const sink = new LogSink(destination, format);
  sink.write("a", "1\n2\n");
  sink.write("a", "3\n");
  sink.write("b", "4\n");
  sink.write("a", "5\n");
  sink.flush();
  return String(destination.read());
}

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
