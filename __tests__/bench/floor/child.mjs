import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  JSON.parse(line);
  const body = JSON.stringify({ message: "hello" });
  process.stdout.write(`${JSON.stringify({ statusCode: 200, body })}\n`);
}
