// Records the files that a CDKTF app reads, by wrapping the functions of `fs` that open one for reading.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

const OPENING = ["open", "openSync", "readFile", "readFileSync"];
const LOOKING = ["accessSync", "existsSync", "lstatSync", "readdirSync", "statSync"];

/** Files that were opened. */
const files = new Set();
/** Files and folders that were looked at. */
const others = new Set();

function record(file, paths) {
  // A number is a file that is open already.
  if (typeof file === "string" || Buffer.isBuffer(file)) {
    paths.add(path.resolve(String(file)));
  } else if (file instanceof URL) {
    paths.add(fileURLToPath(file));
  }
}

function wrap(owner, name, paths) {
  const original = owner[name];
  const wrapped = function (file, ...rest) {
    record(file, paths);
    return Reflect.apply(original, this, [file, ...rest]);
  };
  owner[name] = Object.assign(wrapped, original);
}

/** The app's TypeScript compiler keeps what it has compiled in a folder such as /tmp/tsx-1000. */
const OTHERS = /\/node_modules\/|\/tsx-\d+(\/|$)/;

function isOfProject(file) {
  return !OTHERS.test(file);
}

/** From now on, records the files that are read. */
exports.recordReads = () => {
  for (const owner of [fs, fs.promises]) {
    OPENING.filter((name) => name in owner).forEach((name) => wrap(owner, name, files));
    LOOKING.filter((name) => name in owner).forEach((name) => wrap(owner, name, others));
  }
  syncBuiltinESMExports();
};

/** What was opened or looked at so far, except packages. */
exports.recordedPaths = () => [...files, ...others].filter(isOfProject);

/** The files that were opened; null for an app of ES modules, which Node.js reads without these functions. */
exports.recordedReads = () => {
  // `require.main` would be that of the time when this file was loaded: undefined.
  const isScript = process.mainModule !== undefined;
  return isScript ? [...files].filter(isOfProject) : null;
};
