/** What the function of a recorded case does. */
export interface CaseFunction {
  readonly returns?: unknown;
  readonly raises?: { readonly type: string; readonly message: string };
  readonly echo_event?: "raw" | "proxy";
  readonly sleeps_seconds?: number;
  readonly timeout?: number;
  readonly runtime?: string;
  /** In words; the one that is known here is PATH_AND_METHOD. */
  readonly behaviour?: string;
}

const PATH_AND_METHOD =
  "returns {statusCode:200, body: JSON of {path: event.requestContext.http.path, method: event.requestContext.http.method}}";

/** What authorizers return, by what they do in words. */
const AUTHORIZERS: Readonly<Record<string, string>> = {
  "isAuthorized true when event.headers.authorization == 'secretToken' else false":
    "{'isAuthorized': event['headers'].get('authorization') == 'secretToken'}",
  "IAM policy for event.routeArn: Allow when event.headers.authorization == 'secretToken' else Deny":
    policyFor("'Allow' if event['headers'].get('authorization') == 'secretToken' else 'Deny'"),
  'returns {"isAuthorized": event.rawPath ends with "/a", "context": {"seen": event.rawPath}}':
    "{'isAuthorized': event['rawPath'].endswith('/a'), 'context': {'seen': event['rawPath']}}",
  "returns {principalId, policyDocument: one statement Allow execute-api:Invoke on event.routeArn (the ARN of the called route only)}":
    policyFor("'Allow'"),
  "returns {principalId, policyDocument: one statement Allow execute-api:Invoke on event.methodArn only}":
    policyFor("'Allow'", "event['methodArn']"),
  "returns {principalId, policyDocument: one statement Allow execute-api:Invoke on <first two ARN parts of methodArn>/*/*}":
    policyFor("'Allow'", "'/'.join(event['methodArn'].split('/')[:2]) + '/*/*'"),
  "token 'Bearer ShouldBeAuthorized' -> principalId SomeRandomId with an Allow policy; anything else -> fails with error 'Unauthorized'":
    policyFor(
      "'Allow' if event['authorizationToken'] == 'Bearer ShouldBeAuthorized' else exec('raise Exception(\"Unauthorized\")')",
    ),
};

/** @param effect and resource: expressions of Python */
function policyFor(effect: string, resource = "event['routeArn']"): string {
  const statement = `{'Action': 'execute-api:Invoke', 'Effect': ${effect}, 'Resource': ${resource}}`;
  return `{'principalId': 'user', 'policyDocument': {'Version': '2012-10-17', 'Statement': [${statement}]}}`;
}

/**
 * The function of a case as a real handler in Python.
 * @param reportUrl where it posts its events
 */
export function pythonHandler(fn: CaseFunction, reportUrl?: string): string {
  return [
    "import json, time",
    ...(reportUrl === undefined ? [] : reportFunction(new URL(reportUrl))),
    "",
    "def handler(event, context):",
    ...(reportUrl === undefined ? [] : ["    report(event)"]),
    ...(fn.sleeps_seconds === undefined ? [] : [`    time.sleep(${fn.sleeps_seconds})`]),
    `    ${lastStatement(fn)}`,
    "",
  ].join("\n");
}

/** Without Python's modules for HTTP, which take longer to load than the sandbox to start. */
function reportFunction({ hostname, port, pathname }: URL): string[] {
  const head = `POST ${pathname} HTTP/1.1\\r\\nHost: ${hostname}\\r\\nConnection: close\\r\\n`;
  return [
    "import socket",
    "",
    "def report(event):",
    "    body = json.dumps(event).encode()",
    `    head = "${head}Content-Length: %d\\r\\n\\r\\n" % len(body)`,
    `    with socket.create_connection(("${hostname}", ${port})) as connection:`,
    "        connection.sendall(head.encode() + body)",
    "        while connection.recv(65536):",
    "            pass",
  ];
}

function lastStatement(fn: CaseFunction): string {
  if (fn.raises) {
    return `raise ${fn.raises.type}(${JSON.stringify(fn.raises.message)})`;
  }
  if (fn.echo_event === "raw") {
    return "return event";
  }
  if (fn.echo_event === "proxy") {
    return "return {'statusCode': 200, 'body': json.dumps(event), 'isBase64Encoded': False}";
  }
  const authorizer = AUTHORIZERS[fn.behaviour ?? ""];
  if (authorizer !== undefined) {
    return `return ${authorizer}`;
  }
  if (fn.behaviour === PATH_AND_METHOD) {
    return "h = event['requestContext']['http']; return {'statusCode': 200, 'body': json.dumps({'path': h['path'], 'method': h['method']})}";
  }
  if (fn.behaviour !== undefined) {
    throw new Error(`No handler behaves so: ${fn.behaviour}`);
  }
  // A JSON text inside a JSON text is a Python literal as well.
  return `return json.loads(${JSON.stringify(JSON.stringify(fn.returns))})`;
}
