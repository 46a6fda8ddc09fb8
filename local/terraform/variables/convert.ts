import { isResource, resourceAttribute } from "../expression/resource-value";
import {
  boolean,
  ExpressionValueError,
  list,
  number,
  object,
  setOf,
  shown,
  text,
  unified,
} from "../expression/values";
import type { Value } from "../resolved-stack";
import type { TypeConstraint } from "./type-constraint";

type ObjectType = TypeConstraint & { readonly kind: "object" };

/**
 * Converts a value to a type, with the defaults of optional attributes.
 * @throws ExpressionValueError that names the part of the value that can't be converted
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
export function converted(value: Value, type: TypeConstraint): Value {
  if (value === null) {
    return null;
  }
  switch (type.kind) {
    case "any":
      return value;
    case "string":
      return text(value);
    case "number":
      return number(value);
    case "bool":
      return boolean(value);
    case "list":
      return items(value, type.of);
    case "set":
      return setOf(items(value, type.of));
    case "map":
      return map(value, type.of);
    case "tuple":
      return tuple(value, type.items);
    case "object":
      return objectOf(value, type);
  }
}

function items(value: Value, type: TypeConstraint): Value[] {
  return unified(list(value).map((item, at) => within(`[${at}]`, item, type)));
}

function map(value: Value, type: TypeConstraint): Value {
  const own = object(value);
  const names = Object.keys(own);
  const values = unified(names.map((name) => within(`["${name}"]`, own[name] ?? null, type)));
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));
}

function tuple(value: Value, types: readonly TypeConstraint[]): Value {
  const all = list(value);
  if (all.length !== types.length) {
    throw new ExpressionValueError(`expected ${types.length} items, got ${all.length}`);
  }
  return types.map((type, at) => within(`[${at}]`, all[at] ?? null, type));
}

/** Drops attributes that the type doesn't have. */
function objectOf(value: Value, type: ObjectType): Value {
  if (isResource(value)) {
    return resourceOf(value, type);
  }
  const own = object(value);
  return Object.fromEntries(
    type.attributes.map(({ name, type: inner, isOptional, default: initial }) => {
      if (!Object.hasOwn(own, name) && !isOptional) {
        throw new ExpressionValueError(`expected the attribute ${name}, got ${shown(value)}`);
      }
      const set = Object.hasOwn(own, name) ? own[name] : undefined;
      return [name, within(`.${name}`, set ?? initial, inner)];
    }),
  );
}

/** A resource as an object; its attributes are still resolved on first use. */
function resourceOf(resource: object, { attributes }: ObjectType): Value {
  const result = {};
  for (const { name, type } of attributes) {
    const get = () => within(`.${name}`, resourceAttribute(resource, name) ?? null, type);
    Object.defineProperty(result, name, { enumerable: true, get });
  }
  return result;
}

function within(path: string, value: Value, type: TypeConstraint): Value {
  try {
    return converted(value, type);
  } catch (error) {
    if (!(error instanceof ExpressionValueError)) {
      throw error;
    }
    const separator = /^[.[]/.test(error.message) ? "" : ": ";
    throw new ExpressionValueError(`${path}${separator}${error.message}`);
  }
}
