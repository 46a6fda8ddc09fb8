// Compiles the app and the commands when packages are installed, for the first `npm start`.
const { readdirSync } = require("node:fs");
const path = require("node:path");

const ROOT = path.join(__dirname, "../..");

function prepare() {
  const { compiled } = require("./compiled.cjs");
  for (const file of ["main.ts", ...filesIn("constructs"), ...filesIn("local")]) {
    compiled(path.join(ROOT, file));
  }
}

function filesIn(folder) {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true });
  return names.filter((name) => name.endsWith(".ts")).map((name) => path.join(folder, name));
}

try {
  prepare();
} catch {
  // The compiler isn't installed (--omit=dev), or a file can't be compiled, which the command that
  // loads it reports.
}
