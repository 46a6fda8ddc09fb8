/**
 * The database, in a thread of its own: its work doesn't delay requests to APIs, and an exception
 * that it throws in a callback ends neither the runner nor the data.
 */
"use strict";

const { Readable } = require("node:stream");
const { parentPort } = require("node:worker_threads");
const dynalite = require("dynalite");

let handle;
const pending = new Map();

/** The first message opens the database, and each other one is a request. */
parentPort.once("message", ({ open: { folder, region, accountId } }) => {
  Object.assign(process.env, { AWS_REGION: region, AWS_ACCOUNT_ID: accountId });
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0 });
  // It doesn't listen: its thread's caller is the only one that knows which requests to refuse.
  [handle] = server.listeners("request");
  parentPort.on("message", request);
});

function request({ id, headers, body }) {
  const sent = {};
  const response = {
    setHeader: (name, value) => (sent[name] = value),
    end: (text) => respond(id, { status: response.statusCode ?? 200, headers: sent, body: text }),
  };
  pending.set(id, true);
  const message = Readable.from(body.length > 0 ? [Buffer.from(body)] : []);
  handle(Object.assign(message, { method: "POST", url: "/", headers }), response);
}

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
