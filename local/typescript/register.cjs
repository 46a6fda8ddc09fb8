// Runs this project's TypeScript, as in `node --require ./local/typescript/register.cjs main.ts`.
const Module = require("node:module");
const { compiled } = require("./compiled.cjs");
const { resolved } = require("./resolved.cjs");

Module._extensions[".ts"] = (module, file) => module._compile(compiled(file), file);

const { _resolveFilename: resolve } = Module;
Module._resolveFilename = function (name, parent, ...rest) {
  return resolved(name, parent?.filename) ?? Reflect.apply(resolve, this, [name, parent, ...rest]);
};
