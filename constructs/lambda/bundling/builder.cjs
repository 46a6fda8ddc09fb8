// Builds bundles in parallel, in a process of its own: synthesis is synchronous and waits for it.
// Reads the bundles as JSON from stdin, and prints the result of each as JSON.
const { spawn } = require("node:child_process");
const { availableParallelism } = require("node:os");
const { text } = require("node:stream/consumers");

/** Some steps wait for the network, so even a single core has two at a time. */
const WORKERS = Math.max(2, availableParallelism());
/** Progress is printed for a bundle that takes longer. */
const SLOW_MILLISECONDS = 1000;
/** The end of a program's output explains why it failed. */
const SHOWN_CHARACTERS = 4000;

const STEPS = { command: runCommand };

async function buildAll(bundles) {
  const results = [];
  const waiting = bundles.entries();
  const work = async () => {
    for (const [index, bundle] of waiting) {
      results[index] = await build(bundle);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return results;
}

async function build({ label, folder, steps }) {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  let isSlow = false;
  const timer = setTimeout(() => {
    isSlow = true;
    console.error(`Bundling ${label} ...`);
  }, SLOW_MILLISECONDS);
  try {
    for (const step of steps) {
      await STEPS[step.kind](step, folder);
    }
    if (isSlow) {
      console.error(`Bundled ${label} in ${seconds()} s.`);
    }
    return {};
  } catch (error) {
    return { error: error.message };
  } finally {
    clearTimeout(timer);
  }
}

function runCommand({ command, env, cwd }, folder) {
  const filled = (value) => value.replaceAll("{out}", folder);
  const [program, ...args] = command.map(filled);
  const added = Object.entries(env ?? {}).map(([name, value]) => [name, filled(value)]);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...Object.fromEntries(added) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk) => (output = (output + chunk).slice(-SHOWN_CHARACTERS));
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", ({ code, message }) => {
      reject(new Error(code === "ENOENT" ? `${program} is not installed` : message));
    });
    child.once("close", (status, signal) => {
      if (status === 0) {
        resolve();
        return;
      }
      const ended = `${program} ended with ${signal ?? `exit status ${status}`}`;
      reject(new Error(`${ended}:\n${output.trim()}\n`));
    });
  });
}

text(process.stdin)
  .then((input) => buildAll(JSON.parse(input)))
  .then((results) => console.log(JSON.stringify(results)));
