// The thread in which hcl.ts parses: the parser is asynchronous, and defines global variables.
const { workerData } = require("node:worker_threads");

const { port, parsed } = workerData;

/** A failure is reported for the first file. */
const parser = loadParser();
parser.catch(() => undefined);

port.on("message", async ({ file, text }) => {
  port.postMessage(await outcome(file, text));
  Atomics.add(parsed, 0, 1);
  Atomics.notify(parsed, 0);
});

async function loadParser() {
  return require("@cdktf/hcl2json");
}

async function outcome(file, text) {
  try {
    const { parse } = await parser;
    return { root: await parse(file, text) };
  } catch (error) {
    return { problem: error.message };
  }
}
