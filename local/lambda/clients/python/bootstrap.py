"""Lambda's Python runtime for the local runner.

Reads frames from file descriptor 3 and writes them to 4 (frame-channel.ts describes them) with the
semantics of the Runtime API: init, next, response, error, init error.
"""

import importlib
import json
import os
import re
import resource
import struct
import sys
import time
import traceback

EVENTS = 3
REPLIES = 4
EVENT_HEADER = struct.Struct(">II")
REPLY_HEADER = struct.Struct(">BxxxII")
READY, RESPONSE, ERROR, _FATAL_ERROR, INIT_ERROR = 1, 2, 3, 4, 5
# ru_maxrss counts bytes on macOS, kilobytes elsewhere.
RSS_UNIT = 1024 if sys.platform == "darwin" else 1
# Precedes the digits of a Decimal until the JSON is complete; no string of a handler contains it.
DECIMAL_MARK = os.urandom(12).hex()


class Fault(Exception):
    """An error of the runtime itself, which Lambda names Runtime.*."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace or []


class ClientContext:
    def __init__(self, values):
        client = values.get("client")
        self.custom = values.get("custom")
        self.env = values.get("env")
        self.client = Client(client) if client is not None else None


class Client:
    FIELDS = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")

    def __init__(self, values):
        for field in self.FIELDS:
            setattr(self, field, values.get(field))


class CognitoIdentity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class LambdaContext:
    # These are the same for every invocation.
    _OF_SANDBOX = {
        "log_group_name": os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME"),
        "log_stream_name": os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME"),
        "function_name": os.environ.get("AWS_LAMBDA_FUNCTION_NAME"),
        "memory_limit_in_mb": os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
        "function_version": os.environ.get("AWS_LAMBDA_FUNCTION_VERSION"),
        "identity": CognitoIdentity(),
    }

    def __init__(self, request_id, deadline_ms, invoked_function_arn, client_context):
        self.__dict__.update(self._OF_SANDBOX)
        self.aws_request_id = request_id
        self.invoked_function_arn = invoked_function_arn
        self.client_context = ClientContext(json.loads(client_context)) if client_context else None
        self._deadline_ms = int(deadline_ms)

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def receive():
    """The next event: its meta strings and its payload. Ends the process if the runner has ended."""
    data = os.read(EVENTS, 8192)
    if len(data) < EVENT_HEADER.size:
        data = read_on(data, EVENT_HEADER.size)
    meta_length, payload_length = EVENT_HEADER.unpack_from(data)
    meta_end = EVENT_HEADER.size + meta_length
    needed = meta_end + payload_length
    if len(data) < needed:
        data = read_on(data, needed)
    return data[EVENT_HEADER.size:meta_end].decode().split("\0"), data[meta_end:needed]


def read_on(data, needed):
    data = bytearray(data)
    while len(data) < needed:
        more = os.read(EVENTS, min(needed - len(data), 1 << 20))
        if not more:
            os._exit(0)
        data += more
    return data


class PeakMemory:
    """Peak memory in kilobytes, read at most ten times a second: reading it is a system call."""

    kilobytes = 0
    due = 0.0

    def get(self):
        now = time.monotonic()
        if now >= self.due:
            self.due = now + 0.1
            self.kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // RSS_UNIT
        return self.kilobytes


peak_memory = PeakMemory()


def send(kind, payload=b""):
    frame = REPLY_HEADER.pack(kind, len(payload), peak_memory.get()) + payload
    written = os.write(REPLIES, frame)
    while written < len(frame):
        written += os.write(REPLIES, memoryview(frame)[written:])


def encode_decimal(value):
    # As a float, a Decimal would lose digits: its text goes into the JSON unchanged.
    if type(value).__module__ == "decimal" and type(value).__name__ == "Decimal":
        return float("nan") if value.is_nan() else f"{DECIMAL_MARK}{value}"
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def make_encoder():
    # Lambda writes non-ASCII characters as they are from Python 3.12 on.
    version = re.search(r"python3\.(\d+)", os.environ.get("AWS_EXECUTION_ENV", ""))
    as_is = bool(version) and int(version.group(1)) >= 12
    return json.JSONEncoder(ensure_ascii=not as_is, default=encode_decimal).encode


def to_json(value, encode=make_encoder()):
    text = encode(value)
    if DECIMAL_MARK in text:
        text = re.sub(f'"{DECIMAL_MARK}([^"]*)"', r"\1", text)
    return text.encode()


def marshal(result):
    if isinstance(result, bytes):
        return result
    try:
        return to_json(result)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def unmarshal(payload, decode=json.JSONDecoder().decode):
    try:
        return decode(payload.decode())
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from None


def load_handler(handler):
    try:
        module_name, function_name = handler.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{handler}': {error}") from None
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = f"Cannot use built-in module {module_name} as a handler module"
        raise Fault("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = f"Unable to import module '{module_name}': {error}"
        raise Fault("Runtime.ImportModuleError", message) from None
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        message = f"Syntax error in module '{module_name}': {error}"
        raise Fault("Runtime.UserCodeSyntaxError", message, trace) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise Fault("Runtime.HandlerNotFound", message) from None


def error_object(error, request_id=""):
    if isinstance(error, Fault):
        error_type, trace = error.error_type, error.trace
    else:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename != __file__]
        error_type, trace = type(error).__name__, traceback.format_list(own)
    return {"errorMessage": str(error), "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def serve(handler, log):
    # The dictionary behind os.environ. Setting the variable in os.environ would also set it in glibc,
    # which keeps and searches every earlier value: soon a third of the cost of an invocation.
    environment = os.environ._data
    trace_id_name = os.fsencode("_X_AMZN_TRACE_ID")
    while True:
        (request_id, deadline_ms, arn, trace_id, client_context), payload = receive()
        log.request_id = request_id
        environment[trace_id_name] = os.fsencode(trace_id)
        try:
            context = LambdaContext(request_id, deadline_ms, arn, client_context)
            kind, reply = RESPONSE, marshal(handler(unmarshal(payload), context))
        except Exception as error:
            report = error_object(error, request_id)
            log.error(report)
            kind, reply = ERROR, to_json(report)
        sys.stdout.flush()
        send(kind, reply)


def main():
    for pipe in (EVENTS, REPLIES):
        os.set_inheritable(pipe, False)
    # One stream keeps the order of what the handler prints.
    os.dup2(1, 2)
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr = sys.stdout
    import import_paths
    import runtime_log

    log = runtime_log.RuntimeLog(to_json)
    # The handler may have modules with these names.
    del sys.modules["runtime_log"], sys.modules["import_paths"]
    # Only now: the imports above must not write bytecode.
    sys.pycache_prefix, sys.dont_write_bytecode = sys.argv.pop(), False
    packages, opt_python = sys.argv.pop(), sys.argv.pop()
    import_paths.set_up(os.environ["LAMBDA_TASK_ROOT"], opt_python, packages)
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        report = error_object(error)
        log.error(report)
        sys.stdout.flush()
        send(INIT_ERROR, to_json(report))
        sys.exit(1)
    send(READY)
    serve(handler, log)


if __name__ == "__main__":
    main()
