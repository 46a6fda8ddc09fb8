const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const {
  HandlerNotFound,
  ImportModuleError,
  MalformedHandlerName,
  UserCodeSyntaxError,
} = require("./errors.cjs");
const { syntaxErrorPlace } = require("./syntax-error-place.cjs");

/** The function that a handler string (`folder/module.export`) names. */
async function loadHandler(taskRoot, handlerString) {
  if (handlerString.includes("..")) {
    const message = `'${handlerString}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`;
    throw new MalformedHandlerName(message);
  }
  const base = path.basename(handlerString);
  const dot = base.indexOf(".");
  if (dot === -1) {
    throw new MalformedHandlerName("Bad handler");
  }
  const folder = handlerString.slice(0, handlerString.length - base.length);
  const module = await loadModule(taskRoot, folder, base.slice(0, dot));
  const names = base.slice(dot + 1).split(".");
  const handler = names.reduce((value, name) => value?.[name], module);
  if (!handler) {
    throw new HandlerNotFound(`${handlerString} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw new HandlerNotFound(`${handlerString} is not a function`);
  }
  return handler;
}

async function loadModule(taskRoot, folder, name) {
  const file = path.resolve(taskRoot, folder, name);
  let loaded;
  try {
    for (const [extension, load] of candidates(path.dirname(file))) {
      if (existsSync(file + extension)) {
        loaded = file + extension;
        return await load(loaded);
      }
    }
    return require(require.resolve(name, { paths: [taskRoot, path.resolve(taskRoot, folder)] }));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UserCodeSyntaxError(String(error), loaded && syntaxErrorPlace(error, loaded));
    }
    if (error?.code === "MODULE_NOT_FOUND") {
      throw new ImportModuleError(String(error), { cause: error });
    }
    throw error;
  }
}

/** The file extensions of a handler's module, in Lambda's order. */
function candidates(folder) {
  const script = isModuleFolder(folder) ? importModule : require;
  return [
    ["", require],
    [".js", script],
    [".mjs", importModule],
    [".cjs", require],
  ];
}

function importModule(file) {
  return import(pathToFileURL(file).href);
}

/** Whether the nearest package.json declares `.js` files as ES modules. */
function isModuleFolder(folder) {
  if (path.basename(folder) === "node_modules") {
    return false;
  }
  const file = path.join(folder, "package.json");
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, "utf8")).type === "module";
  }
  const parent = path.dirname(folder);
  return parent !== folder && isModuleFolder(parent);
}

module.exports = { loadHandler };
