const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { version } = require("sucrase/package.json");

const FOLDER = path.join(
  path.dirname(require.resolve("sucrase/package.json")),
  "../.cache/typescript",
);
/** An edited file leaves its previous code behind: about 20 MB. */
const MOST_FILES = 5000;
const OPTIONS = {
  transforms: ["typescript", "imports"],
  disableESTransforms: true,
};
const COMPILER = `${version} ${JSON.stringify(OPTIONS)}`;

/**
 * The JavaScript of a TypeScript file. Node.js loads it without a compiler, which would take most of
 * a command's time, because the code is kept on disk, by its source. Types and imports are replaced
 * in their lines: stack traces are right without source maps, which take as long as the compiler.
 */
exports.compiled = (file) => {
  const source = fs.readFileSync(file, "utf8");
  const name = path.basename(file);
  const hash = createHash("sha1").update(`${COMPILER}\n${name}\n${source}`).digest("hex");
  const kept = path.join(FOLDER, hash);
  try {
    return fs.readFileSync(kept, "utf8");
  } catch {
    const code = compile(source, file);
    keep(kept, code);
    return code;
  }
};

function compile(source, filePath) {
  const { code } = require("sucrase").transform(source, { ...OPTIONS, filePath });
  return `${code}\n//# sourceMappingURL=data:application/json;base64,${lineMap(code, filePath)}`;
}

/** A debugger shows the source instead of the code: each line of it is the same line there. */
function lineMap(code, file) {
  const mappings = `AAAA${";AACA".repeat(code.split("\n").length - 1)}`;
  const map = { version: 3, sources: [path.basename(file)], names: [], mappings };
  return Buffer.from(JSON.stringify(map)).toString("base64");
}

function keep(file, code) {
  try {
    makeRoom();
    // Another process may be reading or writing the same file.
    const written = `${file}-${process.pid}`;
    fs.writeFileSync(written, code);
    fs.renameSync(written, file);
  } catch {
    // The folder can't be written to: the file is compiled again next time.
  }
}

let hasRoom = false;

function makeRoom() {
  if (hasRoom) {
    return;
  }
  fs.mkdirSync(FOLDER, { recursive: true });
  if (fs.readdirSync(FOLDER).length > MOST_FILES) {
    fs.rmSync(FOLDER, { recursive: true, force: true });
    fs.mkdirSync(FOLDER, { recursive: true });
  }
  hasRoom = true;
}
