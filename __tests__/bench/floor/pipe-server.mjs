// The floor for handlers in processes of their own: node:http, N persistent children, one JSON line
// in, one JSON line out. Usage: node pipe-server.mjs <children> <command> [args...]
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const [count, command, ...args] = process.argv.slice(2);
const idle = [];
const waiting = [];

for (let i = 0; i < Number(count); i++) {
  const process_ = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const child = { process: process_, response: undefined, rest: "" };
  process_.stdout.setEncoding("utf8");
  process_.stdout.on("data", (chunk) => receive(child, chunk));
  idle.push(child);
}

function receive(child, chunk) {
  const text = child.rest + chunk;
  const end = text.indexOf("\n");
  child.rest = end < 0 ? text : "";
  if (end < 0) return;
  const { statusCode, body } = JSON.parse(text.slice(0, end));
  child.response.writeHead(statusCode, { "Content-Type": "application/json" });
  child.response.end(body);
  const next = waiting.shift();
  if (next) send(child, next);
  else idle.push(child);
}

function send(child, { event, response }) {
  child.response = response;
  child.process.stdin.write(`${event}\n`);
}

const server = createServer((request, response) => {
  const { method, url, headers } = request;
  const event = JSON.stringify({ version: "2.0", rawPath: url, headers, http: { method } });
  const child = idle.pop();
  if (child) send(child, { event, response });
  else waiting.push({ event, response });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
