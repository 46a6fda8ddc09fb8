// Runs this project's TypeScript, as in `node --require ./local/typescript/register.cjs main.ts`.
const Module = require("node:module");
const { compiled } = require("./compiled.cjs");

Module._extensions[".ts"] = (module, file) => module._compile(compiled(file), file);
