// Runs first in the process of a CDKTF app that `AppProcess` has started: loads what the app loaded
// last time, waits for the word to go on, and reports at the end what it loaded and read this time.
const { readSync, writeSync } = require("node:fs");
const Module = require("node:module");
const { isMainThread } = require("node:worker_threads");
const { deferArchiver } = require("./app-archiver.cjs");
const { recordedPaths, recordedReads, recordReads } = require("./app-reads.cjs");

const CHANNEL = 3;
/** Loading these packages defines classes and does nothing else, so it can happen early. */
const PACKAGES = /\/node_modules\/(cdkt[fn]|constructs|@cdkt[fn]\/[^/]+)\//;

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

function preload(files) {
  for (const file of files) {
    try {
      require(file);
    } catch {
      // The app gets the same error, should it still load the module.
    }
  }
}

function send(message) {
  try {
    writeSync(CHANNEL, `${JSON.stringify(message)}\n`);
  } catch {
    // The runner has ended.
  }
}

/** The modules of the app itself, each with those that it imports. */
function importsOfSources() {
  const own = Object.values(require.cache).filter(
    ({ filename }) => !filename.includes("/node_modules/"),
  );
  const names = ({ children }) => children.map(({ filename }) => filename);
  return Object.fromEntries(own.map((module) => [module.filename, names(module)]));
}

function report() {
  const modules = Object.keys(require.cache).filter((file) => PACKAGES.test(file));
  const main = process.mainModule?.filename ?? null;
  const paths = recordedPaths();
  send({ modules, reads: recordedReads(), paths, sources: importsOfSources(), main });
}

if (isMainThread) {
  const { nodeOptions, modules, sources } = receiveLine() ?? process.exit();
  // The app's own Node.js processes must not wait as well.
  if (nodeOptions === null) {
    delete process.env.NODE_OPTIONS;
  } else {
    process.env.NODE_OPTIONS = nodeOptions;
  }
  recordReads();
  deferArchiver();
  preload(modules.filter((file) => PACKAGES.test(file)));
  const { runMain } = Module;
  // By then, Node.js has loaded the app's TypeScript compiler, which the app's own modules need.
  Module.runMain = function (...args) {
    // A program such as ts-node runs the app by calling it again.
    Module.runMain = runMain;
    preload(sources);
    send({ early: recordedPaths() });
    if (receiveLine() === undefined) {
      process.exit();
    }
    process.on("exit", report);
    return Reflect.apply(runMain, this, args);
  };
}
