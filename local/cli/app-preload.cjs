// Runs first in the process of a CDKTF app that `AppProcess` has started: loads what the app loaded
// last time, waits for the word to go on, and reports at the end what it loaded and read this time.
const { readSync, writeSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");
const { recordedReads, recordReads } = require("./app-reads.cjs");

const CHANNEL = 3;
/** Loading these packages defines classes and does nothing else, so it can happen early. */
const PACKAGES = /\/node_modules\/(cdktf|constructs|@cdktf\/[^/]+)\//;

let received = "";

/** @returns undefined when the runner has ended */
function receiveLine() {
  const bytes = Buffer.alloc(65_536);
  while (!received.includes("\n")) {
    const length = readSync(CHANNEL, bytes);
    if (length === 0) {
      return undefined;
    }
    received += bytes.toString("latin1", 0, length);
  }
  const end = received.indexOf("\n");
  const line = received.slice(0, end);
  received = received.slice(end + 1);
  return JSON.parse(Buffer.from(line, "latin1").toString());
}

function preload(modules) {
  for (const file of modules.filter((name) => PACKAGES.test(name))) {
    try {
      require(file);
    } catch {
      // The app gets the same error, should it still load the module.
    }
  }
}

function report() {
  const modules = Object.keys(require.cache).filter((file) => PACKAGES.test(file));
  try {
    writeSync(CHANNEL, JSON.stringify({ modules, reads: recordedReads() }));
  } catch {
    // The runner has ended.
  }
}

if (isMainThread) {
  const { nodeOptions, modules } = receiveLine() ?? process.exit();
  // The app's own Node.js processes must not wait as well.
  if (nodeOptions === null) {
    delete process.env.NODE_OPTIONS;
  } else {
    process.env.NODE_OPTIONS = nodeOptions;
  }
  recordReads();
  preload(modules);
  if (receiveLine() === undefined) {
    process.exit();
  }
  process.on("exit", report);
}
