// Builds bundles in parallel, in a process of its own: synthesis is synchronous and waits for it.
// Reads the bundles as JSON from stdin, and prints the result of each as JSON.
const { spawn } = require("node:child_process");
const { mkdirSync, writeFileSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const path = require("node:path");
const { text } = require("node:stream/consumers");

/** Some steps wait for the network, so even a single core has two at a time. */
const WORKERS = Math.max(2, availableParallelism());
/** Progress is printed for a bundle that takes longer. */
const SLOW_MILLISECONDS = 1000;
/** The end of a program's output explains why it failed. */
const SHOWN_CHARACTERS = 4000;

/** The inputs that a report of a large bundle names. */
const LARGEST = 5;

/** Environment variables of programs: what is set for esbuild isn't for them. */
const ENV = { ...process.env };
/** esbuild is a Go program, which needs a quarter less time if it collects garbage less often. */
process.env.GOGC ??= "400";

const STEPS = { command: runCommand, esbuild: runEsbuild, files: writeFiles };

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
    const result = {};
    for (const step of steps) {
      Object.assign(result, await STEPS[step.kind](step, folder));
    }
    if (isSlow) {
      console.error(`Bundled ${label} in ${seconds()} s.`);
    }
    return result;
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
      env: { ...ENV, ...Object.fromEntries(added) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk) => (output = (output + chunk).slice(-SHOWN_CHARACTERS));
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", ({ code, message }) => {
      reject(new Error(code === "ENOENT" ? `${program} is not installed.` : message));
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

function writeFiles({ files }, folder) {
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

async function runEsbuild({ options }, folder) {
  const esbuild = require("esbuild");
  const project = process.cwd();
  try {
    const { outputFiles, metafile, warnings } = await esbuild.build({
      ...options,
      absWorkingDir: project,
      // Written below: esbuild makes the paths in source maps relative to the project this way.
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    const files = outputFiles.map((file) => [path.relative(project, file.path), file.contents]);
    writeFiles({ files: Object.fromEntries(files) }, folder);
    const texts = await esbuild.formatMessages(warnings, { kind: "warning" });
    return { esbuild: { ...reportOf(metafile, options), warnings: texts.map(trimmed) } };
  } catch (error) {
    if (!error.errors) {
      throw error;
    }
    const messages = await esbuild.formatMessages(error.errors, { kind: "error" });
    throw new Error(`\n${messages.map(trimmed).join("\n\n")}\n`);
  }
}

function trimmed(text) {
  return text.trim();
}

function reportOf(metafile, { outfile, stdin, tsconfig = [] }) {
  const { bytes, inputs } = metafile.outputs[outfile];
  const largest = Object.entries(inputs)
    .map(([input, { bytesInOutput }]) => ({ input, bytes: bytesInOutput }))
    .sort((one, other) => other.bytes - one.bytes)
    .slice(0, LARGEST);
  const files = Object.keys(metafile.inputs).filter((input) => input !== stdin?.sourcefile);
  return { inputs: files.concat(tsconfig).sort(), bytes, largest };
}

text(process.stdin)
  .then((input) => buildAll(JSON.parse(input)))
  .then((results) => console.log(JSON.stringify(results)));
