"""Serves AWS APIs of moto: each connection to the Unix socket that the argument names gets a process
and an account of its own, on the port whose number it sends, until the connection ends. An error is
sent back. The processes are forked from this one, because loading moto takes longer than most tests
need it."""

import functools
import gc
import os
import select
import signal
import socket
import sys
import threading
import traceback

# Policies of AWS's own, such as AWSLambdaBasicExecutionRole, can be attached too.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
# Otherwise, moto looks for the account in those of all partitions, with a copy of those policies in each.
os.environ["MOTO_ACCOUNT_ID"] = "123456789012"
# Certificates are issued without a minute's wait.
os.environ["MOTO_ACM_VALIDATION_WAIT"] = "0"

# Each loads its service; the account stays empty.
REQUESTS = {
    "apigateway": "/restapis",
    "lambda": "/2015-03-31/functions/",
    "iam": "/?Action=ListRoles&Version=2010-05-08",
    "sts": "/?Action=GetCallerIdentity&Version=2011-06-15",
}
SIGNED = "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/{}/aws4_request, SignedHeaders=host, Signature=0"


@functools.cache
def moto():
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.test import Client

    application = DomainDispatcherApplication(create_backend_app)
    remember_lists()
    for service, path in REQUESTS.items():
        Client(application).get(path, headers={"Authorization": SIGNED.format(service)})
    # What is loaded stays: looking through it for garbage would take each fork a tenth of a second.
    gc.freeze()
    return application


def remember_lists():
    """Moto makes these lists for each request: of its folders, and of a service's operations."""
    from moto import backends
    from moto.core import responses

    folders = tuple(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: folders
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)


def serve(connection, port):
    from werkzeug.serving import WSGIRequestHandler, run_simple

    def end_with_connection():
        connection.recv(1)
        os._exit(0)

    threading.Thread(target=end_with_connection, daemon=True).start()
    # Nobody reads its log.
    WSGIRequestHandler.log_request = lambda *_: None
    run_simple("127.0.0.1", port, moto(), threaded=True)


def accept(listener):
    connection, _ = listener.accept()
    port = int(connection.makefile().readline())
    forked = None
    try:
        moto()
        forked = os.fork()
        if forked == 0:
            listener.close()
            serve(connection, port)
    except BaseException:
        connection.sendall(traceback.format_exc().encode())
        if forked == 0:
            os._exit(1)
    connection.close()


def main(path):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    # Standard input ends with the test run.
    while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
        accept(listener)


main(sys.argv[1])
