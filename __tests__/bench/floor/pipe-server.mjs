// The floor for handlers in processes of their own: node:http, N persistent children, the event of
// payload format 2.0 as one JSON line in, one JSON line out, and nothing else.
// Usage: node pipe-server.mjs <children> <command> [args...]
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
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
  if (end < 0) {
    return;
  }
  const { statusCode, body } = JSON.parse(text.slice(0, end));
  child.response.writeHead(statusCode, { "Content-Type": "application/json" });
  child.response.end(body);
  const next = waiting.shift();
  if (next) {
    send(child, next);
  } else {
    idle.push(child);
  }
}

function send(child, { event, response }) {
  child.response = response;
  child.process.stdin.write(`${event}\n`);
}

function eventOf({ method, url, headers, socket }) {
  const now = new Date();
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: url,
    rawQueryString: "",
    headers,
    requestContext: {
      accountId: "123456789012",
      apiId: "abcdefghij",
      domainName: headers.host,
      domainPrefix: "abcdefghij",
      http: {
        method,
        path: url,
        protocol: "HTTP/1.1",
        sourceIp: socket.remoteAddress,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  };
}

const server = createServer((request, response) => {
  const event = JSON.stringify(eventOf(request));
  const child = idle.pop();
  if (child) {
    send(child, { event, response });
  } else {
    waiting.push({ event, response });
  }
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
