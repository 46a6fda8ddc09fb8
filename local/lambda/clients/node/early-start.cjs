// Under --watch, the process for a function's next code starts before the code is saved.
const { readSync, realpathSync, statSync } = require("node:fs");
const path = require("node:path");
const process = require("node:process");

const EVENTS = 3;

/**
 * Loads packages, and waits for the code. The runner sends two lines: the files of the packages'
 * modules as JSON, and an empty one when the code is there.
 */
function waitForCode() {
  const files = JSON.parse(readLine());
  const stamps = new Map(files.map((file) => [file, stampOf(file)]));
  files.forEach(load);
  readLine();
  if (files.some((file) => stamps.get(file) !== stampOf(file))) {
    // Other packages have been installed: all are loaded again.
    Object.keys(require.cache).forEach((file) => Reflect.deleteProperty(require.cache, file));
  }
}

/** Files of the loaded modules that are neither the function's code nor in its layers. */
function loadedPackages(taskRoot) {
  const ofFunction = `${realpathSync(path.dirname(taskRoot))}/`;
  return Object.keys(require.cache).filter((file) => !file.startsWith(ofFunction));
}

function load(file) {
  try {
    require(file);
  } catch {
    // The handler gets the same error, should it still load the module.
  }
}

let received = "";

function readLine() {
  const bytes = Buffer.alloc(65_536);
  while (!received.includes("\n")) {
    const length = readSync(EVENTS, bytes);
    if (length === 0) {
      // The runner has ended.
      process.exit();
    }
    received += bytes.toString("latin1", 0, length);
  }
  const end = received.indexOf("\n");
  const line = received.slice(0, end);
  received = received.slice(end + 1);
  return Buffer.from(line, "latin1").toString();
}

function stampOf(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.ino} ${found.size} ${found.mtimeMs}`;
}

module.exports = { waitForCode, loadedPackages };
