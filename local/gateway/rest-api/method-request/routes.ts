import type { Method, UnservableMethod } from "../model/rest-api";
import { segmentsOf } from "../model/path-segments";

/** What a request is matched with. */
export interface RoutedMethod {
  readonly httpMethod: string;
  readonly resource: { readonly path: string };
}

export interface Match<M extends RoutedMethod = Method | UnservableMethod> {
  readonly method: M;
  /** As sent, not decoded; null when the resource has no parameters. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

interface Node<M> {
  readonly methods: Map<string, M>;
  readonly children: Map<string, Node<M>>;
  parameter?: { readonly name: string; readonly node: Node<M> };
  greedy?: { readonly name: string; readonly node: Node<M> };
}

/**
 * Chooses the method of a request. A static part takes precedence over a parameter, and a parameter
 * over a greedy one. If the more exact resource has neither the method nor ANY, the next is tried.
 */
export class Routes<M extends RoutedMethod = Method | UnservableMethod> {
  private readonly root: Node<M> = newNode();

  constructor(private readonly methods: readonly M[]) {
    for (const method of methods) {
      this.nodeOf(method.resource.path).methods.set(method.httpMethod, method);
    }
  }

  match(httpMethod: string, path: string): Match<M> | undefined {
    return find(this.root, segmentsOf(path), 0, httpMethod, []);
  }

  /** All methods that match a request, for its trace. */
  matching(httpMethod: string, path: string): M[] {
    return this.methods.filter((method) => new Routes([method]).match(httpMethod, path));
  }

  /** The HTTP methods that a path supports. */
  methodsOn(path: string): string[] {
    return [...SUPPORTED].filter((httpMethod) => this.match(httpMethod, path));
  }

  private nodeOf(path: string): Node<M> {
    return segmentsOf(path).reduce<Node<M>>(childOf, this.root);
  }
}

function newNode<M>(): Node<M> {
  return { methods: new Map(), children: new Map() };
}

function childOf<M>(node: Node<M>, part: string): Node<M> {
  const [, name, plus] = /^\{(.+?)(\+?)\}$/.exec(part) ?? [];
  if (name === undefined) {
    const child = node.children.get(part) ?? newNode<M>();
    node.children.set(part, child);
    return child;
  }
  const kind = plus ? "greedy" : "parameter";
  node[kind] ??= { name, node: newNode() };
  return node[kind].node;
}

type Bound = readonly (readonly [name: string, value: string])[];

function find<M extends RoutedMethod>(
  node: Node<M>,
  segments: readonly string[],
  at: number,
  httpMethod: string,
  bound: Bound,
): Match<M> | undefined {
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

function methodOf<M extends RoutedMethod>(
  node: Node<M>,
  httpMethod: string,
  bound: Bound,
): Match<M> | undefined {
  if (!SUPPORTED.has(httpMethod)) {
    return undefined;
  }
  const method = node.methods.get(httpMethod) ?? node.methods.get("ANY");
  if (!method) {
    return undefined;
  }
  return { method, pathParameters: bound.length === 0 ? null : Object.fromEntries(bound) };
}
