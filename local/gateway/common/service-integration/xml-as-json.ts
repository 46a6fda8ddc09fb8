import type * as xmldom from "@xmldom/xmldom";

/** Members that services leave out of XML, and that are null in JSON, by the element with the result. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  SendMessageResult: [
    "MD5OfMessageAttributes",
    "MD5OfMessageBody",
    "MD5OfMessageSystemAttributes",
    "MessageId",
    "SequenceNumber",
  ],
  PublishResult: ["MessageId", "SequenceNumber"],
};

/** Elements that repeat, and the list that JSON has instead. */
const LISTS: Readonly<Record<string, string>> = { Message: "messages" };

/**
 * The response of a service with an XML API in the JSON that API Gateway makes of it; unchanged if
 * it isn't well-formed.
 */
export function xmlAsJson(body: Buffer): Buffer {
  const root = rootOf(body.toString("utf8"));
  if (!root) {
    return body;
  }
  const content = contentOf(root);
  // An error has no envelope.
  const json = root.tagName === "ErrorResponse" ? content : { [root.tagName]: content };
  return Buffer.from(JSON.stringify(json));
}

type Json = string | null | readonly Json[] | { readonly [name: string]: Json };

function rootOf(xml: string): xmldom.Element | undefined {
  const { DOMParser } = loadParser();
  try {
    return new DOMParser().parseFromString(xml, "text/xml").documentElement ?? undefined;
  } catch {
    return undefined;
  }
}

function contentOf(element: xmldom.Element): Json {
  const children = [...element.children];
  if (children.length === 0 && !Object.hasOwn(MEMBERS, element.tagName)) {
    return element.textContent === "" ? null : element.textContent;
  }
  if (children.length > 0 && children.every(({ tagName }) => tagName === "member")) {
    return children.map(contentOf);
  }
  const members: Record<string, Json> = {};
  for (const name of MEMBERS[element.tagName] ?? []) {
    members[name] = null;
  }
  for (const child of children) {
    const list = LISTS[child.tagName];
    if (list !== undefined && child.children.length > 0) {
      members[list] = [...((members[list] ?? []) as Json[]), contentOf(child)];
    } else {
      members[child.tagName] = contentOf(child);
    }
  }
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Only when it is needed: most stacks call no such service. */
function loadParser(): typeof xmldom {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("@xmldom/xmldom") as typeof xmldom;
}
