const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

/**
 * Takes the place of `--require tsx/cjs` in the processes that tests start. Starting tsx takes half
 * a second of processor time, which is most of what a command needs. This loader compiles with
 * jest's compiler, has no source maps, and keeps the code in the folder that FAST_TSX names.
 */
function install(folder) {
  const [tsx, compiler] = ["tsx/cjs", "@swc/core"].map((name) => require.resolve(name));
  // Node.js finds it loaded.
  require.cache[tsx] = Object.assign(new Module(tsx), { filename: tsx, loaded: true });
  mkdirSync(folder, { recursive: true });

  Module._extensions[".ts"] = (module, filename) => {
    const source = readFileSync(filename, "utf8");
    const hash = createHash("sha1").update(source).digest("hex");
    module._compile(
      compiled(path.join(folder, hash), () => compile(source, filename)),
      filename,
    );
  };

  const compile = (source, filename) =>
    require(compiler).transformSync(source, { filename, swcrc: false, ...options() }).code;
}

/** Those with which jest compiles. */
function options() {
  const { jest } = require("../../package.json");
  const [[, swc]] = Object.values(jest.transform);
  return swc;
}

function compiled(file, compile) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    const code = compile();
    // Another process may be reading or writing the file.
    const written = `${file}-${process.pid}`;
    writeFileSync(written, code);
    renameSync(written, file);
    return code;
  }
}

const isTsx = (argument) => /\btsx\/(dist\/)?cjs\b/.test(argument);

if (process.env.FAST_TSX !== undefined && process.execArgv.some(isTsx)) {
  install(process.env.FAST_TSX);
}
