import type { Method as ReadMethod, UnservableMethod } from "../model/rest-api";
import { segmentsOf } from "../model/path-segments";

type Method = ReadMethod | UnservableMethod;

export interface Match {
  readonly method: Method;
  /** As sent, not decoded; null when the resource has no parameters. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

interface Node {
  readonly methods: Map<string, Method>;
  readonly children: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  greedy?: { readonly name: string; readonly node: Node };
}

/**
 * Chooses the method of a request. A static part takes precedence over a parameter, and a parameter
 * over a greedy one. If the more exact resource has neither the method nor ANY, the next is tried.
 */
export class Routes {
  private readonly root: Node = newNode();

  constructor(methods: readonly Method[]) {
    for (const method of methods) {
      this.nodeOf(method.resource.path).methods.set(method.httpMethod, method);
    }
  }

  match(httpMethod: string, path: string): Match | undefined {
    return find(this.root, segmentsOf(path), 0, httpMethod, []);
  }

  /** The HTTP methods that a path supports. */
  methodsOn(path: string): string[] {
    return [...SUPPORTED].filter((httpMethod) => this.match(httpMethod, path));
  }

  private nodeOf(path: string): Node {
    return segmentsOf(path).reduce(childOf, this.root);
  }
}

function newNode(): Node {
  return { methods: new Map(), children: new Map() };
}

function childOf(node: Node, part: string): Node {
  const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) {
    const child = node.children.get(part) ?? newNode();
    node.children.set(part, child);
    return child;
  }
  const kind = plus ? "greedy" : "parameter";
  node[kind] ??= { name, node: newNode() };
  return node[kind].node;
}

type Bound = readonly (readonly [name: string, value: string])[];

function find(
  node: Node,
  segments: readonly string[],
  at: number,
  httpMethod: string,
  bound: Bound,
): Match | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    return methodOf(node, httpMethod, bound);
  }
  const fixed = node.children.get(segment);
  const match = fixed && find(fixed, segments, at + 1, httpMethod, bound);
  if (match) {
    return match;
  }
  if (node.parameter && segment !== "") {
    const { name, node: next } = node.parameter;
    const found = find(next, segments, at + 1, httpMethod, [...bound, [name, segment]]);
    if (found) {
      return found;
    }
  }
  if (!node.greedy) {
    return undefined;
  }
  const rest = segments.slice(at).join("/");
  return methodOf(node.greedy.node, httpMethod, [...bound, [node.greedy.name, rest]]);
}

/** ANY stands for these methods only. */
const SUPPORTED = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

function methodOf(node: Node, httpMethod: string, bound: Bound): Match | undefined {
  if (!SUPPORTED.has(httpMethod)) {
    return undefined;
  }
  const method = node.methods.get(httpMethod) ?? node.methods.get("ANY");
  if (!method) {
    return undefined;
  }
  return { method, pathParameters: bound.length === 0 ? null : Object.fromEntries(bound) };
}
