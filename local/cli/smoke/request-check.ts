import type { RequestCheck, Sent } from "./checks";
import { contentFault, parsed, shortened, valueFault } from "./expected-content";
import type { CheckContext, Outcome } from "./outcome";
import { authorization, isOfNewDeployment, reasonOf } from "./outcome";
import type { Values } from "./placeholders";
import { partsOf } from "./schema-faults";

/** Sends the request of a check, and saves what later checks need. */
export async function runRequestCheck(
  check: RequestCheck,
  context: CheckContext,
): Promise<Outcome> {
  const { values } = context;
  const [method = "", template = ""] = check.request.split(" ");
  const path = values.filledPath(template);
  const sent = `${method} ${context.url}${path}`;
  if (/^wss?:/.test(context.url)) {
    return { passed: false, text: `${sent} needs an http:// or https:// URL`, mayPass: false };
  }
  try {
    const response = await fetch(`${context.url}${path}`, {
      method,
      ...content(values.filled({ text: check.text, json: check.json }), {
        ...authorization(check.token, context.token),
        ...values.filled(check.headers ?? {}),
      }),
      // A redirect is a response too.
      redirect: "manual",
      signal: AbortSignal.timeout(context.timeout * 1000),
    });
    const { status, headers } = response;
    const body = await response.text();
    const fault =
      statusFault(check, status, body) ??
      headersFault(check, headers, values) ??
      contentFault("the body", expectedContent(check, values), body) ??
      saveFrom(check, body, values);
    return {
      passed: fault === undefined,
      text: `${sent} ${fault ?? `returned ${status}`}`,
      mayPass: isOfNewDeployment(status),
    };
  } catch (error) {
    return { passed: false, text: `${sent} got no response: ${reasonOf(error)}`, mayPass: true };
  }
}

function content({ text, json }: Sent, headers: object): RequestInit {
  return json === undefined
    ? { headers: { ...headers }, ...(text !== undefined && { body: text }) }
    : {
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(json),
      };
}

function statusFault({ response }: RequestCheck, status: number, body: string): string | undefined {
  return status === response.status
    ? undefined
    : `expected status ${response.status}, got ${status}: ${shortened(body)}`;
}

function headersFault(
  { response }: RequestCheck,
  headers: Headers,
  values: Values,
): string | undefined {
  for (const [name, expected] of Object.entries(response.headers ?? {})) {
    const value = headers.get(name);
    const got = value === null ? "got none" : `got ${shortened(value)}`;
    if (typeof expected === "object") {
      const reason = value === null ? "it is missing" : valueFault(expected, value);
      if (reason !== undefined) {
        return `expected the header ${name} by its schema (${reason}), ${got}`;
      }
    } else if (value !== values.filled(expected)) {
      return `expected the header ${name}: ${values.filled(expected)}, ${got}`;
    }
  }
  return undefined;
}

function expectedContent({ response }: RequestCheck, values: Values): RequestCheck["response"] {
  return { ...response, ...values.filled({ text: response.text, json: response.json }) };
}

/** @returns what is wrong; undefined if everything that later checks need was there */
function saveFrom({ save = {} }: RequestCheck, body: string, values: Values): string | undefined {
  for (const [name, source] of Object.entries(save)) {
    const value =
      "pattern" in source
        ? new RegExp(source.pattern).exec(body)?.[1]
        : textAt(source.pointer, parsed(body));
    if (value === undefined) {
      return `has no ${name} at ${Object.values(source).join()} in its body: ${shortened(body)}`;
    }
    values.save(name, value);
  }
  return undefined;
}

function textAt(pointer: string, root: unknown): string | undefined {
  let value = root;
  for (const part of partsOf(pointer)) {
    value = typeof value === "object" && value !== null ? Object(value)[part] : undefined;
  }
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}
