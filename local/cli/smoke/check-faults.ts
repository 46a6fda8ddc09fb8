import type { Check, ConversationCheck, Expected, Frame, RequestCheck } from "./checks";
import { compile } from "./expected-content";
import type { Fault, JsonPath } from "./located-json";
import { namesIn, templatesOf, UNIQUE } from "./placeholders";

const WITHOUT_BODY = ["GET", "HEAD"];

/** What is wrong with the checks of an API beyond what a schema can describe. */
export function checkFaults(checks: readonly Check[], path: JsonPath): Fault[] {
  const known = new Set([UNIQUE]);
  return checks.flatMap((check, index) => {
    const at = [...path, index];
    const unknown = namesIn(templatesOf(check)).filter((name) => !known.has(name));
    const faults = "request" in check ? requestFaults(check, at) : conversationFaults(check, at);
    const names = [...known];
    savedNames(check).forEach((name) => known.add(name));
    return [
      ...faults,
      ...unknown.map((name) => ({
        path: at,
        message: `has \${${name}}, which no earlier check of the API saves; allowed: ${names.join(", ")}. Write $\${ for a literal \${.`,
      })),
    ];
  });
}

export function savedNames(check: Check): string[] {
  return "request" in check ? Object.keys(check.save ?? {}) : [];
}

function requestFaults(check: RequestCheck, path: JsonPath): Fault[] {
  const { request, response } = check;
  const [method = ""] = request.split(" ");
  const hasBody = check.text !== undefined || check.json !== undefined;
  return [
    ...contentFaults(check, path),
    ...(hasBody && WITHOUT_BODY.includes(method)
      ? [{ path, message: `has a body, but a ${method} request has none.` }]
      : []),
    ...contentFaults(response, [...path, "response"]),
    ...Object.entries(response.headers ?? {}).flatMap(([name, value]) =>
      typeof value === "string" ? [] : schemaFaults(value, [...path, "response", "headers", name]),
    ),
    ...Object.entries(check.save ?? {}).flatMap(([name, source]) =>
      "pattern" in source ? patternFaults(source.pattern, [...path, "save", name, "pattern"]) : [],
    ),
  ];
}

function conversationFaults({ clients, frames = [] }: ConversationCheck, path: JsonPath): Fault[] {
  return frames.flatMap((frame, index) => {
    const at = [...path, "frames", index];
    const isEmpty = "from" in frame && frame.text === undefined && frame.json === undefined;
    return [
      ...contentFaults(frame, at),
      ...clientFaults(frame, clients, at),
      ...(isEmpty ? [{ path: at, message: 'lacks what the client sends: "text" or "json".' }] : []),
    ];
  });
}

function clientFaults(frame: Frame, clients: ConversationCheck["clients"], at: JsonPath): Fault[] {
  const key = "from" in frame ? "from" : "to";
  const name = "from" in frame ? frame.from : frame.to;
  const connected = Object.keys(clients).filter((one) => clients[one]?.refused === undefined);
  const message = `is ${JSON.stringify(name)}; allowed: a client of the conversation that isn't refused (${connected.join(", ") || "none"}).`;
  return connected.includes(name) ? [] : [{ path: [...at, key], message }];
}

function contentFaults(content: Expected, path: JsonPath): Fault[] {
  const kinds = (["text", "json", "schema"] as const).filter((kind) => content[kind] !== undefined);
  const message = `has ${kinds.join(" and ")}; allowed: one of them.`;
  return [
    ...(kinds.length > 1 ? [{ path, message }] : []),
    ...(content.schema ? schemaFaults(content.schema, [...path, "schema"]) : []),
  ];
}

function schemaFaults(schema: object, path: JsonPath): Fault[] {
  const reason = thrownBy(() => compile(schema));
  return reason === undefined ? [] : [{ path, message: `is not a JSON Schema: ${reason}.` }];
}

function patternFaults(pattern: string, path: JsonPath): Fault[] {
  const reason = thrownBy(() => new RegExp(pattern));
  if (reason !== undefined) {
    return [{ path, message: `is not a regular expression: ${reason}.` }];
  }
  const groups = (new RegExp(`${pattern}|`).exec("")?.length ?? 0) - 1;
  const message = `has ${groups} groups; allowed: one group in parentheses, which is the value.`;
  return groups === 1 ? [] : [{ path, message }];
}

function thrownBy(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
