const { lstatSync, realpathSync } = require("node:fs");
const path = require("node:path");

/**
 * The TypeScript file that a TypeScript file imports by its path. Node.js would look for six other
 * files before, which takes as long as to read and compile the code.
 * @returns undefined for packages and other files, which Node.js finds itself
 */
exports.resolved = (name, importer) => {
  if (!importer?.endsWith(".ts") || !/^\.\.?\//.test(name)) {
    return undefined;
  }
  const target = path.join(path.dirname(importer), name);
  return [`${target}.ts`, path.join(target, "index.ts")].find(isOwnFile);
};

/** Files that were found. They are not removed while a command loads its modules. */
const found = new Set();

/** A file that is reached by a symbolic link has another name, by which Node.js loads it. */
function isOwnFile(file) {
  if (found.has(file)) {
    return true;
  }
  const isOwn = isFile(file) && isReal(path.dirname(file));
  if (isOwn) {
    found.add(file);
  }
  return isOwn;
}

function isFile(file) {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // The import of a file with another extension: report.json/index.ts is below a file.
    return false;
  }
}

const real = new Map();

function isReal(folder) {
  const known = real.get(folder) ?? realpathSync(folder) === folder;
  real.set(folder, known);
  return known;
}
