const { types } = require("node:util");

class ImportModuleError extends Error {}
class HandlerNotFound extends Error {}
class MalformedHandlerName extends Error {}
class UserCodeSyntaxError extends Error {
  #place;

  constructor(message, place) {
    super(message);
    this.#place = place;
  }

  /** Not a property of its own, which the log would show. */
  get place() {
    return this.#place;
  }
}
class InvalidStreamingOperation extends Error {}
class NodeJsExit extends Error {}
class UnhandledPromiseRejection extends Error {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

/**
 * The errors of the runtime itself, which Lambda names Runtime.*. The name belongs to the prototype,
 * as on Lambda: a property of the error itself would be in the log.
 */
const runtimeErrors = {
  ImportModuleError,
  HandlerNotFound,
  MalformedHandlerName,
  UserCodeSyntaxError,
  InvalidStreamingOperation,
  NodeJsExit,
  UnhandledPromiseRejection,
};
for (const [name, errorClass] of Object.entries(runtimeErrors)) {
  errorClass.prototype.name = `Runtime.${name}`;
}

/** An error as Lambda returns it. */
function errorObject(error) {
  try {
    if (types.isNativeError(error) || isErrorLike(error)) {
      return {
        errorType: error.name,
        errorMessage: error.message,
        trace: error.stack.split("\n"),
      };
    }
    return { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    };
  }
}

/** An error with its own properties, as the log shows it. */
function errorForLog(error) {
  const plain = (_key, value) =>
    value instanceof Error
      ? {
          errorType: value.name,
          errorMessage: value.message,
          code: value.code,
          ...value,
          stack: value.stack?.split("\n"),
        }
      : value;
  try {
    return JSON.stringify(error, plain);
  } catch {
    return JSON.stringify(errorObject(error));
  }
}

function isErrorLike(value) {
  return ["name", "message", "stack"].every((key) => value[key] && typeof value[key] === "string");
}

/** Where a syntax error is. @returns undefined for any other error, or if it isn't known */
function syntaxErrorHint(error) {
  return error instanceof UserCodeSyntaxError && error.place !== undefined
    ? `The syntax error is in ${error.place}`
    : undefined;
}

module.exports = { ...runtimeErrors, errorObject, errorForLog, syntaxErrorHint };
