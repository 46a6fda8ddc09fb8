import { refuse } from "../../common/definition-error";
import { isKnownContextVariable } from "./context-variables";
import { parseExpression, type Expression, type Reference } from "./expression";

/** A change to a header or a query parameter; `remove` needs no value. */
export interface NamedChange {
  readonly action: "append" | "overwrite" | "remove";
  readonly place: "header" | "querystring";
  readonly name: string;
  readonly value: Expression;
}

/** The path of a request, or the status code of a response, in place of its own. */
export interface WholeChange {
  readonly action: "overwrite";
  readonly place: "path" | "statuscode";
  readonly value: Expression;
}

export type Change = NamedChange | WholeChange;

interface Kind {
  readonly key: RegExp;
  readonly allowed: string;
  readonly reference: RegExp;
}

const REQUEST: Kind = {
  key: /^(?:(append|overwrite|remove):(header|querystring)\.(\S+)|overwrite:(path))$/,
  allowed: "append, overwrite or remove of header.NAME or querystring.NAME, or overwrite:path",
  reference: /^(?:request\.(?:header\.|querystring\.|path$|path\.|body$|body\.)|stageVariables\.)/,
};

const RESPONSE: Kind = {
  key: /^(?:(append|overwrite|remove):(header)\.(\S+)|overwrite:(statuscode))$/,
  allowed: "append, overwrite or remove of header.NAME, or overwrite:statuscode",
  reference: /^(?:response\.(?:header\.|body$|body\.)|request\.header\.|stageVariables\.)/,
};

const RESERVED = new RegExp(
  [
    "^(?:(?:access-control|apigw|x-amz|x-amzn)-.*|authorization|connection|keep-alive|origin|te|via",
    "content-(?:encoding|length|location)|forwarded|proxy-(?:authenticate|authorization)",
    "trailers|transfer-encoding|upgrade|x-forwarded-(?:for|host|proto))$",
  ].join("|"),
  "i",
);

/** @throws Error that names the address of a mapping that API Gateway wouldn't take */
export function requestChanges(
  address: string,
  mappings: Readonly<Record<string, string>>,
): Change[] {
  return changes(address, "request_parameters", mappings, REQUEST);
}

/** @throws Error that names the address of a mapping that API Gateway wouldn't take */
export function responseChanges(
  address: string,
  mappings: Readonly<Record<string, string>>,
): Change[] {
  return changes(address, "response_parameters", mappings, RESPONSE);
}

function changes(
  address: string,
  attribute: string,
  mappings: Readonly<Record<string, string>>,
  kind: Kind,
): Change[] {
  return Object.entries(mappings).map(([key, text]) => {
    const [, action, place, name = "", whole] = kind.key.exec(key) ?? [];
    if (!action && !whole) refuse(address, attribute, key, `Use ${kind.allowed}.`);
    if (place === "header" && RESERVED.test(name))
      refuse(address, attribute, key, "API Gateway reserves this header: map another one.");
    const value = action === "remove" ? [] : parseExpression(text);
    for (const part of value)
      if (typeof part === "object") checkReference(address, attribute, part, kind);
    return (
      whole ? { action: "overwrite", place: whole, value } : { action, place, name, value }
    ) as Change;
  });
}

function checkReference(
  address: string,
  attribute: string,
  { source, path }: Reference,
  kind: Kind,
): void {
  const text = `$${source}.${path}`;
  if (/^body\./.test(path) && /\.\.|\?\(/.test(path))
    refuse(address, attribute, text, "API Gateway takes no recursive descent and no filters here.");
  if (source === "context") {
    if (isKnownContextVariable(path)) return;
    refuse(address, attribute, text, "The local runner doesn't serve this context variable.");
  }
  if (!kind.reference.test(`${source}.${path}`))
    refuse(address, attribute, text, "API Gateway has no such value here.");
}
