/**
 * The database, in a thread of its own: its work doesn't delay requests to APIs, and an exception
 * that it throws in a callback ends neither the runner nor the data.
 */
"use strict";

const { Readable } = require("node:stream");
const { parentPort, workerData } = require("node:worker_threads");
const dynalite = require("dynalite");

const server = dynalite({ path: workerData.folder, createTableMs: 0, deleteTableMs: 0 });
// It doesn't listen: its thread's caller is the only one that knows which requests to refuse.
const [handle] = server.listeners("request");
const pending = new Map();

parentPort.on("message", ({ id, headers, body }) => {
  const sent = {};
  const response = {
    setHeader: (name, value) => (sent[name] = value),
    end: (text) => respond(id, { status: response.statusCode ?? 200, headers: sent, body: text }),
  };
  pending.set(id, true);
  const request = Readable.from(body.length > 0 ? [Buffer.from(body)] : []);
  handle(Object.assign(request, { method: "POST", url: "/", headers }), response);
});

process.on("uncaughtException", (error) => {
  const cause = error.cause === undefined ? "" : `: ${error.cause.message}`;
  const body = JSON.stringify({
    __type: "com.amazonaws.dynamodb.v20120810#InternalServerError",
    message: `${error.message}${cause}`,
  });
  // Which request caused it is unknown. SDKs send the others again.
  for (const id of pending.keys()) {
    respond(id, { status: 500, headers: { "Content-Type": "application/x-amz-json-1.0" }, body });
  }
});

function respond(id, response) {
  pending.delete(id);
  parentPort.postMessage({ id, ...response });
}
