import type * as yaml from "yaml";
import type { Value } from "../../resolved-stack";
import { ExpressionValueError, isObject, text } from "../values";
import { plainScalar } from "./yaml-scalar";

/** @see https://developer.hashicorp.com/terraform/language/functions/yamldecode */
export function yamldecode(source: string): Value {
  const library = loadLibrary();
  // The schema without types: Terraform's rules for plain scalars are not those of a YAML version.
  const document = library.parseDocument(source, { schema: "failsafe", uniqueKeys: false });
  const [error] = document.errors;
  if (error) {
    throw new ExpressionValueError(error.message.split("\n", 1)[0]);
  }
  if (document.contents === null) {
    throw new ExpressionValueError("the text has no YAML document");
  }
  return decoder(library, document)(document.contents);
}

/** Loaded on first use: most stacks have no YAML. */
function loadLibrary(): typeof yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("yaml") as typeof yaml;
}

type Decode = (node: unknown) => Value;

function decoder({ isAlias, isMap, isScalar, isSeq }: typeof yaml, document: yaml.Document) {
  const open = new Set<unknown>();
  const within = (node: unknown, of: () => Value): Value => {
    if (open.has(node)) {
      throw new ExpressionValueError("an anchor is referred to inside its own value");
    }
    open.add(node);
    const value = of();
    open.delete(node);
    return value;
  };
  const decode: Decode = (node) => {
    if (isAlias(node)) {
      return decode(node.resolve(document));
    }
    if (isScalar(node)) {
      return scalar(node);
    }
    if (isSeq(node)) {
      refuseTag(node, "seq");
      return within(node, () => node.items.map(decode));
    }
    if (isMap(node)) {
      refuseTag(node, "map");
      return within(node, () => mapping(node, decode));
    }
    return null;
  };
  return decode;
}

/** In the document's order: a key that follows `<<` replaces what was merged, and the reverse. */
function mapping({ items }: yaml.YAMLMap, decode: Decode): Value {
  const entries = items.flatMap(({ key, value }): [string, Value][] => {
    const name = decode(key);
    if (name === null) {
      throw new ExpressionValueError("a key can't be null");
    }
    const found = decode(value);
    return name === "<<" ? merged(found) : [[text(name), found]];
  });
  return Object.fromEntries(entries);
}

function merged(value: Value): [string, Value][] {
  if (isObject(value)) {
    return Object.entries(value);
  }
  throw new ExpressionValueError('only a mapping can be merged with "<<"');
}

const TAG = "tag:yaml.org,2002:";
const SCALAR_TAGS = ["binary", "bool", "float", "int", "null", "str", "timestamp"];

function scalar(node: yaml.Scalar): Value {
  const kind = node.tag?.replace(TAG, "");
  if (kind !== undefined && !SCALAR_TAGS.includes(kind)) {
    throw new ExpressionValueError(`the tag ${node.tag} is not supported by Terraform`);
  }
  const value = node.source ?? "";
  const isTyped = node.type === "PLAIN" && kind !== "str" && kind !== "binary";
  return isTyped ? plainScalar(value) : value;
}

function refuseTag({ tag }: yaml.YAMLMap | yaml.YAMLSeq, allowed: string): void {
  if (tag !== undefined && tag !== `${TAG}${allowed}`) {
    throw new ExpressionValueError(`the tag ${tag} is not supported by Terraform`);
  }
}
