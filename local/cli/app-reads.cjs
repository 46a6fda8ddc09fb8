// Records the files that a CDKTF app reads, by wrapping the functions of `fs` that open one for reading.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

const OPENING = ["open", "openSync", "readFile", "readFileSync"];

const files = new Set();

function record(file) {
  // A number is a file that is open already.
  if (typeof file === "string" || Buffer.isBuffer(file)) {
    files.add(path.resolve(String(file)));
  } else if (file instanceof URL) {
    files.add(fileURLToPath(file));
  }
}

function wrap(owner, name) {
  const original = owner[name];
  const wrapped = function (file, ...rest) {
    record(file);
    return Reflect.apply(original, this, [file, ...rest]);
  };
  owner[name] = Object.assign(wrapped, original);
}

/** From now on, records the files that are read. */
exports.recordReads = () => {
  for (const owner of [fs, fs.promises]) {
    OPENING.filter((name) => name in owner).forEach((name) => wrap(owner, name));
  }
  syncBuiltinESMExports();
};

/** The recorded files; null for an app of ES modules, which Node.js reads without these functions. */
exports.recordedReads = () => {
  // `require.main` would be that of the time when this file was loaded: undefined.
  const isScript = process.mainModule !== undefined;
  return isScript ? [...files].filter((file) => !file.includes("/node_modules/")) : null;
};
