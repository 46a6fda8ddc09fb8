// The thread in which hcl.ts parses: the parser is asynchronous, and defines global variables.
const { workerData } = require("node:worker_threads");

const { port, parsed } = workerData;

port.on("message", async ({ file, text }) => {
  port.postMessage(await outcome(file, text));
  Atomics.add(parsed, 0, 1);
  Atomics.notify(parsed, 0);
});

async function outcome(file, text) {
  try {
    // Loaded here because its failure must reach the waiting thread.
    const { parse } = require("@cdktf/hcl2json");
    return { root: await parse(file, text) };
  } catch (error) {
    return { problem: error.message };
  }
}
