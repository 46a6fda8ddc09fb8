// Lambda's Node.js runtime for the local runner. It reads frames from file descriptor 3 and writes
// them to 4 (frame-channel.ts describes them) with the semantics of the Runtime API.
// It consists of CommonJS modules because Node.js starts them in less time than ES modules.
const { Socket } = require("node:net");
const process = require("node:process");
const { patchConsole, whenPrinted } = require("./console.cjs");
const { loadedPackages, waitForCode } = require("./early-start.cjs");
const {
  errorObject,
  NodeJsExit,
  UnhandledPromiseRejection,
  syntaxErrorHint,
} = require("./errors.cjs");
const { loadHandler } = require("./load-handler.cjs");
const { installHint } = require("./missing-sdk.cjs");
const { isStreaming, ResponseStream } = require("./streaming.cjs");

const READY = 1;
const RESPONSE = 2;
const ERROR = 3;
const FATAL_ERROR = 4;
const INIT_ERROR = 5;
const STREAM = 6;
const CHUNK = 7;

const NEVER_SETTLED =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes";

// A handler must see the same arguments as on Lambda, and no main module: there, it is an ES module.
process.mainModule = undefined;
const [project, mode] = process.argv.splice(2);
if (mode === "early") {
  waitForCode();
}

// One buffer for all input: a new one for each event would keep the garbage collector busy.
const incoming = Buffer.allocUnsafeSlow(64 * 1024);
let receive;
const events = new Socket({
  fd: 3,
  readable: true,
  writable: false,
  onread: {
    buffer: incoming,
    callback: (length) => receive(incoming.subarray(0, length)),
  },
});
const replies = new Socket({ fd: 4, readable: false, writable: true });
// Without its runner, this process is not needed.
events.on("end", () => process.exit(0));
events.on("error", () => process.exit(0));
replies.on("error", () => process.exit(0));
const { env } = process;
const contextOfFunction = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
};
const log = patchConsole();

/** End the running invocation: when the event loop is empty, and with an error, not logged. */
let whenIdle;
let fail;

let peakKilobytes = 0;
let peakDue = 0;

/** Peak memory, read at most ten times a second: reading it is a system call. */
function peakMemory() {
  const now = performance.now();
  if (now >= peakDue) {
    peakDue = now + 100;
    peakKilobytes = process.resourceUsage().maxRSS;
  }
  return peakKilobytes;
}

function send(type, payload, sent) {
  const length = Buffer.byteLength(payload);
  const frame = Buffer.allocUnsafe(12 + length);
  frame.writeUInt32BE(type << 24, 0);
  frame.writeUInt32BE(length, 4);
  frame.writeUInt32BE(peakMemory(), 8);
  if (typeof payload === "string") {
    frame.write(payload, 12);
  } else {
    frame.set(payload, 12);
  }
  replies.write(frame, sent);
}

function logError(message, error) {
  log.error(message, error);
  const hint = syntaxErrorHint(error) ?? installHint(error, project);
  if (hint) {
    console.error(hint);
  }
}

/** Reports an error that no code caught, and ends the process, as on Lambda. */
function crash(message, error, status) {
  logError(message, error);
  const exit = () => process.exit(status);
  if (fail) {
    fail(error, FATAL_ERROR, exit);
  } else {
    // Before the first invocation, the initialization failed; between two, the sandbox ends.
    send(INIT_ERROR, JSON.stringify(errorObject(error)), exit);
  }
}

function invoke(handler, meta, payload) {
  const [requestId, deadlineMs, invokedFunctionArn, traceId, clientContext] = meta;
  log.requestId = requestId;
  env._X_AMZN_TRACE_ID = traceId;
  let called = false;

  const finish = (type, text, sent) => {
    whenIdle = undefined;
    fail = undefined;
    // From here on, the next event keeps the process alive, not what the handler left behind.
    events.ref();
    whenPrinted(() => send(type, text, sent));
  };
  const succeed = (result) => {
    let text;
    try {
      text = JSON.stringify(result === undefined ? null : result) ?? "null";
    } catch {
      failed(new Error("Unable to stringify response body"));
      return;
    }
    finish(RESPONSE, text);
  };
  const report = (error, type, sent) => finish(type, JSON.stringify(errorObject(error)), sent);
  fail = report;
  const failed = (error) => {
    logError("Invoke Error", error);
    report(error, ERROR);
  };
  const once = (end) => (first, second) => {
    if (called) {
      return;
    }
    called = true;
    end(first, second);
  };
  const settle = (error, result) => {
    if (error === undefined || error === null) {
      succeed(result);
    } else {
      failed(error);
    }
  };
  const callback = once((error, result) => {
    const waits = context.callbackWaitsForEmptyEventLoop;
    if ((error === undefined || error === null) && waits) {
      whenIdle = () => succeed(result);
    } else {
      settle(error, result);
    }
  });
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    succeed: once(succeed),
    fail: once((error) => failed(error ?? "handled")),
    done: once(settle),
    ...contextOfFunction,
    clientContext: clientContext ? JSON.parse(clientContext) : undefined,
    identity: undefined,
    invokedFunctionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Number(deadlineMs) - Date.now(),
  };

  // Node.js must see an empty event loop when the handler has nothing left to do.
  events.unref();
  if (isStreaming(handler)) {
    const stream = new ResponseStream({
      begin: (contentType) => send(STREAM, contentType),
      write: (chunk, sent) => send(CHUNK, chunk, sent),
    });
    fail = (error, type, sent) => {
      stream.begin();
      report(error, type, sent);
    };
    const streamFailed = (error) => {
      stream.begin();
      failed(error);
    };
    whenIdle = once(() => streamFailed(new Error("Response stream is not finished.")));
    const end = () => {
      stream.begin();
      finish(RESPONSE, "");
    };
    stream.run(handler, JSON.parse(payload), context).then(once(end), once(streamFailed));
    return;
  }
  whenIdle = () => {
    if (handler.constructor.name !== "AsyncFunction") {
      context.succeed(null);
    } else {
      context.fail(new NodeJsExit(NEVER_SETTLED));
    }
  };
  try {
    const result = handler(JSON.parse(payload), context, callback);
    if (typeof result?.then === "function") {
      result.then(context.succeed, context.fail);
    }
  } catch (error) {
    context.fail(error);
  }
}

function receiveEvents(handler) {
  let chunks = [];
  let bytes = 0;
  let needed = 8;
  receive = (chunk) => {
    bytes += chunk.length;
    if (bytes < needed) {
      chunks.push(Buffer.from(chunk));
      return;
    }
    const data = chunks.length === 0 ? chunk : Buffer.concat([...chunks, chunk]);
    const metaEnd = 8 + data.readUInt32BE(0);
    needed = metaEnd + data.readUInt32BE(4);
    if (bytes < needed) {
      chunks = [Buffer.from(data)];
      return;
    }
    chunks = [];
    bytes = 0;
    needed = 8;
    invoke(handler, data.utf8Slice(8, metaEnd).split("\0"), data.utf8Slice(metaEnd));
  };
}

process.on("uncaughtException", (error) => crash("Uncaught Exception", error, 129));
process.on("unhandledRejection", (reason, promise) =>
  crash("Unhandled Promise Rejection", new UnhandledPromiseRejection(reason, promise), 128),
);
process.on("beforeExit", () => whenIdle?.());

loadHandler(env.LAMBDA_TASK_ROOT, env._HANDLER).then(
  (handler) => {
    receiveEvents(handler);
    send(READY, mode ? JSON.stringify(loadedPackages(env.LAMBDA_TASK_ROOT)) : "");
  },
  (error) => crash("Uncaught Exception", error, 1),
);
