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

/** The function of a case as a real handler in Python. */
export function pythonHandler(fn: CaseFunction): string {
  return [
    "import json, time",
    "",
    "def handler(event, context):",
    ...(fn.sleeps_seconds === undefined ? [] : [`    time.sleep(${fn.sleeps_seconds})`]),
    `    ${lastStatement(fn)}`,
    "",
  ].join("\n");
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
  if (fn.behaviour === PATH_AND_METHOD) {
    return "h = event['requestContext']['http']; return {'statusCode': 200, 'body': json.dumps({'path': h['path'], 'method': h['method']})}";
  }
  if (fn.behaviour !== undefined) {
    throw new Error(`No handler behaves so: ${fn.behaviour}`);
  }
  // A JSON text inside a JSON text is a Python literal as well.
  return `return json.loads(${JSON.stringify(JSON.stringify(fn.returns))})`;
}
