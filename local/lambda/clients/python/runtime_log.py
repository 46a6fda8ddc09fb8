"""The log output of Lambda's Python runtime: `logging` records and errors."""

import logging
import os
import sys
import time
import traceback

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S"
# The attributes that every record has; others come from `extra`.
STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "aws_request_id"}


class RuntimeLog:
    """The root logger's handler, in the function's log format, and the log of errors."""

    def __init__(self, to_json):
        self.request_id = ""
        self._to_json = to_json
        self._json = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
        logging.Formatter.converter = time.gmtime
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter(to_json) if self._json else text_formatter())
        handler.addFilter(self._add_request_id)
        root = logging.getLogger()
        root.addHandler(handler)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
        level = {"TRACE": "DEBUG", "FATAL": "CRITICAL", "WARN": "WARNING"}.get(level, level)
        if level:
            root.setLevel(level)

    def error(self, report):
        if self._json:
            entry = {"timestamp": utc_now(), "level": "ERROR", **report}
            sys.stdout.write(self._to_json(entry).decode() + "\n")
            return
        head = f"[ERROR] {report['errorType']}"
        if report["errorMessage"]:
            head += f": {report['errorMessage']}"
        lines = [head, "Traceback (most recent call last):"]
        for element in report["stackTrace"]:
            lines += element.splitlines()
        sys.stdout.write("\n".join(lines) + "\n")

    def _add_request_id(self, record):
        record.aws_request_id = self.request_id
        return True


def text_formatter():
    line = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    return logging.Formatter(line, TIME_FORMAT)


class JsonFormatter(logging.Formatter):
    def __init__(self, to_json):
        super().__init__(datefmt=TIME_FORMAT)
        self._to_json = to_json

    def format(self, record):
        entry = {
            "timestamp": self.formatTime(record, self.datefmt) + "Z",
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[0]:
            error_type, error, trace = record.exc_info
            entry["stackTrace"] = traceback.format_tb(trace)
            entry["errorType"] = error_type.__name__
            entry["errorMessage"] = str(error)
            entry["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        if record.aws_request_id:
            entry["requestId"] = record.aws_request_id
        entry.update((k, v) for k, v in record.__dict__.items() if k not in STANDARD)
        return self._to_json(entry).decode()


def utc_now():
    return time.strftime(TIME_FORMAT, time.gmtime()) + "Z"
