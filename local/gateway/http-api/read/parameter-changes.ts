import { refuse } from "../../common/unservable/refuse";
import type { NamedChange, ParameterChange, WholeChange } from "../model/parameter-change";
import { isKnownContextVariable } from "../parameter-mapping/context-variables";
import { parseExpression, type Expression, type Reference } from "../parameter-mapping/expression";

const ACTIONS: readonly NamedChange["action"][] = ["append", "overwrite", "remove"];
const NAMED_TARGETS: readonly NamedChange["target"][] = ["header", "querystring"];
const WHOLE_TARGETS: readonly WholeChange["target"][] = ["path", "statuscode"];

/** The mappings of one attribute, and what API Gateway accepts in it. */
interface MappingKind {
  readonly attribute: "request_parameters" | "response_parameters";
  readonly targets: readonly ParameterChange["target"][];
  readonly allowed: string;
  readonly reference: RegExp;
}

const REQUEST: MappingKind = {
  attribute: "request_parameters",
  targets: ["header", "querystring", "path"],
  allowed: "append, overwrite or remove of header.NAME or querystring.NAME, or overwrite:path",
  reference: /^(?:request\.(?:header\.|querystring\.|path$|path\.|body$|body\.)|stageVariables\.)/,
};

const RESPONSE: MappingKind = {
  attribute: "response_parameters",
  targets: ["header", "statuscode"],
  allowed: "append, overwrite or remove of header.NAME, or overwrite:statuscode",
  reference: /^(?:response\.(?:header\.|body$|body\.)|request\.header\.|stageVariables\.)/,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
const RESERVED_HEADER = new RegExp(
  [
    "^(?:(?:access-control|apigw|x-amz|x-amzn)-.*|authorization|connection|keep-alive|origin|te|via",
    "content-(?:encoding|length|location)|forwarded|proxy-(?:authenticate|authorization)",
    "trailers|transfer-encoding|upgrade|x-forwarded-(?:for|host|proto))$",
  ].join("|"),
  "i",
);

type Mappings = Readonly<Record<string, string>>;

/**
 * The parameters of an AWS service's action.
 * @throws Error that names the address of a value that API Gateway would reject
 */
export function serviceParameters(address: string, mappings: Mappings): Map<string, Expression> {
  return new Map(
    Object.entries(mappings).map(([name, text]) => [
      name,
      checkedExpression(address, text, REQUEST),
    ]),
  );
}

/** @throws Error that names the address of a mapping that API Gateway would reject */
export function requestChanges(address: string, mappings: Mappings): ParameterChange[] {
  return readChanges(address, mappings, REQUEST);
}

/** @throws Error that names the address of a mapping that API Gateway would reject */
export function responseChanges(address: string, mappings: Mappings): ParameterChange[] {
  return readChanges(address, mappings, RESPONSE);
}

function readChanges(address: string, mappings: Mappings, kind: MappingKind): ParameterChange[] {
  return Object.entries(mappings).map(([key, text]) => {
    const change = parseKey(key);
    if (!change || !kind.targets.includes(change.target)) {
      refuse(address, kind.attribute, key, `Use ${kind.allowed}.`);
    }
    if (change.target === "header" && RESERVED_HEADER.test(change.name)) {
      refuse(address, kind.attribute, key, "API Gateway reserves this header: map another one.");
    }
    const value = change.action === "remove" ? [] : checkedExpression(address, text, kind);
    return { ...change, value };
  });
}

function checkedExpression(address: string, text: string, kind: MappingKind): Expression {
  const value = parseExpression(text);
  for (const part of value) {
    if (typeof part === "object") {
      checkReference(address, part, kind);
    }
  }
  return value;
}

type Unvalued<Change> = Omit<Change, "value">;

/** Parses `append:header.NAME`, `overwrite:path` and the like. */
function parseKey(key: string): Unvalued<NamedChange> | Unvalued<WholeChange> | undefined {
  const whole = WHOLE_TARGETS.find((target) => key === `overwrite:${target}`);
  if (whole) {
    return { action: "overwrite", target: whole };
  }
  const [, keyAction, keyTarget, name] = /^(\w+):(\w+)\.(\S+)$/.exec(key) ?? [];
  const action = ACTIONS.find((one) => one === keyAction);
  const target = NAMED_TARGETS.find((one) => one === keyTarget);
  return action && target && name ? { action, target, name } : undefined;
}

function checkReference(address: string, { source, path }: Reference, kind: MappingKind): void {
  const refuseReference = (rule: string) =>
    refuse(address, kind.attribute, `$${source}.${path}`, rule);
  if (/^body\./.test(path) && /\.\.|\?\(/.test(path)) {
    refuseReference("API Gateway accepts no recursive descent and no filters here.");
  }
  if (source === "context") {
    if (!isKnownContextVariable(path)) {
      refuseReference("The local runner doesn't serve this context variable.");
    }
  } else if (!kind.reference.test(`${source}.${path}`)) {
    refuseReference("API Gateway has no such value here.");
  }
}
