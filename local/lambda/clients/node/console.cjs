const { Socket } = require("node:net");
const { format } = require("node:util");
const { errorForLog } = require("./errors.cjs");

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const METHODS = {
  trace: "TRACE",
  debug: "DEBUG",
  info: "INFO",
  log: "INFO",
  warn: "WARN",
  error: "ERROR",
  fatal: "FATAL",
};

/**
 * Makes the console write Lambda's lines, in the function's log format and from its level on.
 * @returns the runtime's own log; its requestId is that of the running invocation
 */
function patchConsole() {
  const json = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
  const lowest = LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase());
  const log = { requestId: undefined, error: undefined };
  const line = json ? jsonLine : textLine;
  for (const [method, level] of Object.entries(METHODS)) {
    const silent = LEVELS.indexOf(level) < lowest;
    console[method] = silent
      ? () => undefined
      : (...values) => void process.stdout.write(line(log.requestId, level, values));
  }
  log.error = (message, error) => {
    const asError = error instanceof Error ? error : new Error(error);
    if (json) {
      console.error(asError);
    } else {
      console.error(message, `\t${errorForLog(asError)}`);
    }
  };
  return log;
}

function textLine(requestId, level, values) {
  return `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...values)}\n`;
}

function jsonLine(requestId, level, values) {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  const [first] = values;
  if (values.length === 1 && !(first instanceof Error)) {
    try {
      return `${JSON.stringify({ ...entry, message: first })}\n`;
    } catch {
      return `${JSON.stringify({ ...entry, message: format(first) })}\n`;
    }
  }
  const error = values.find((value) => value instanceof Error);
  if (values.length === 1) {
    return `${JSON.stringify({ ...entry, message: errorFields(error) })}\n`;
  }
  return `${JSON.stringify({ ...entry, message: format(...values), ...errorFields(error) })}\n`;
}

function errorFields(error) {
  return (
    error && {
      errorType: error.constructor?.name ?? "UnknownError",
      errorMessage: error.message,
      stackTrace: typeof error.stack === "string" ? error.stack.split("\n") : [],
      ...error,
    }
  );
}

/**
 * Calls back when the runner can read everything that was printed so far. What a pipe can't hold at
 * once, Node.js writes later.
 */
function whenPrinted(then) {
  const full = [process.stdout, process.stderr].find(
    ({ writableLength, destroyed }) => writableLength > 0 && !destroyed,
  );
  if (full) {
    // The handler may have replaced the stream's own method.
    Socket.prototype.write.call(full, "", () => whenPrinted(then));
  } else {
    then();
  }
}

module.exports = { patchConsole, whenPrinted };
