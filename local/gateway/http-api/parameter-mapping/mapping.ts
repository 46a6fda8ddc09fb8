import { refuse } from "../../common/refuse";
import { isKnownContextVariable } from "./context-variables";
import { parseExpression, type Expression, type Reference } from "./expression";

const ACTIONS = ["append", "overwrite", "remove"] as const;
const NAMED_PLACES = ["header", "querystring"] as const;
const WHOLE_PLACES = ["path", "statuscode"] as const;

interface NamedTarget {
  readonly action: (typeof ACTIONS)[number];
  readonly place: (typeof NAMED_PLACES)[number];
  readonly name: string;
}

interface WholeTarget {
  readonly action: "overwrite";
  readonly place: (typeof WHOLE_PLACES)[number];
}

/** What a mapping changes to: `remove` needs no value. */
interface Changing {
  readonly value: Expression;
}

/** A change to a header or a query parameter. */
export type NamedChange = NamedTarget & Changing;
/** The path of a request, or the status code of a response, in place of its own. */
export type WholeChange = WholeTarget & Changing;
export type Change = NamedChange | WholeChange;

interface Kind {
  readonly places: readonly Change["place"][];
  readonly allowed: string;
  readonly reference: RegExp;
}

const REQUEST: Kind = {
  places: ["header", "querystring", "path"],
  allowed: "append, overwrite or remove of header.NAME or querystring.NAME, or overwrite:path",
  reference: /^(?:request\.(?:header\.|querystring\.|path$|path\.|body$|body\.)|stageVariables\.)/,
};

const RESPONSE: Kind = {
  places: ["header", "statuscode"],
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
    const target = parseKey(key);
    if (!target || !kind.places.includes(target.place)) {
      refuse(address, attribute, key, `Use ${kind.allowed}.`);
    }
    if (target.place === "header" && RESERVED.test(target.name)) {
      refuse(address, attribute, key, "API Gateway reserves this header: map another one.");
    }
    const value = target.action === "remove" ? [] : parseExpression(text);
    for (const part of value) {
      if (typeof part === "object") {
        checkReference(address, attribute, part, kind);
      }
    }
    return { ...target, value };
  });
}

function parseKey(key: string): NamedTarget | WholeTarget | undefined {
  const whole = WHOLE_PLACES.find((place) => key === `overwrite:${place}`);
  if (whole) {
    return { action: "overwrite", place: whole };
  }
  const [, first, second, name] = /^(\w+):(\w+)\.(\S+)$/.exec(key) ?? [];
  const action = ACTIONS.find((one) => one === first);
  const place = NAMED_PLACES.find((one) => one === second);
  return action && place && name ? { action, place, name } : undefined;
}

function checkReference(
  address: string,
  attribute: string,
  { source, path }: Reference,
  kind: Kind,
): void {
  const text = `$${source}.${path}`;
  if (/^body\./.test(path) && /\.\.|\?\(/.test(path)) {
    refuse(address, attribute, text, "API Gateway takes no recursive descent and no filters here.");
  }
  if (source === "context") {
    if (isKnownContextVariable(path)) {
      return;
    }
    refuse(address, attribute, text, "The local runner doesn't serve this context variable.");
  }
  if (!kind.reference.test(`${source}.${path}`)) {
    refuse(address, attribute, text, "API Gateway has no such value here.");
  }
}
