const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const process = require("node:process");

/** Checking a file takes a process. */
const MAX_CHECKED_FILES = 20;
/** What Node.js writes before the error itself: the file, the line and its text. */
const PLACE = /^(?:file:\/\/)?(\/[^\n]*:\d+\n[^]*?)\n+SyntaxError/;
const RELATIVE_IMPORT = /\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * File, line and text of a syntax error, which Lambda's log doesn't have. Node.js adds them to the
 * stack only for some errors: not where an ES module can't be parsed.
 * @param entry file that was loaded; the error may be in one that it imports
 * @returns undefined if the place isn't found
 */
function syntaxErrorPlace(error, entry) {
  return PLACE.exec(error.stack)?.[1] ?? placeByCheck(entry);
}

/** `node --check` reads one file, and runs none. */
function placeByCheck(entry) {
  const files = [entry];
  for (const file of files) {
    const { stderr } = spawnSync(process.execPath, ["--check", file], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    const place = PLACE.exec(stderr ?? "")?.[1];
    if (place !== undefined) {
      return place;
    }
    const imported = importedFiles(file).filter((each) => !files.includes(each));
    files.push(...imported.slice(0, MAX_CHECKED_FILES - files.length));
  }
  return undefined;
}

function importedFiles(file) {
  return [...readFileSync(file, "utf8").matchAll(RELATIVE_IMPORT)]
    .map(([, specifier]) => path.resolve(path.dirname(file), specifier))
    .filter((each) => existsSync(each));
}

module.exports = { syntaxErrorPlace };
