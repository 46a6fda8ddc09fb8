import { lineText } from "../../common/header-lines";
import type { HeaderLines, HttpRequest, HttpResponse } from "../../common/http-message";
import { parseQuery } from "../../common/multi-values";
import type { Call } from "../call/call";
import { evaluate, type Lookup } from "./expression";
import type { Change, NamedChange } from "./mapping";
import { requestValues, responseValues } from "./sources";

/** What an integration is sent in place of the client's request. */
export interface MappedRequest {
  readonly request: HttpRequest;
  /** Given where the path is overwritten: an HTTP integration's own path then gives way. */
  readonly path: OverwrittenPath | undefined;
}

interface OverwrittenPath {
  readonly text: string;
  /** How the text begins, whatever the client sends. */
  readonly own: string;
}

/**
 * The request as its integration's `request_parameters` change it. All values are the client's: a
 * header that one mapping removes, another can still read.
 * @param headers what is passed on of the client's headers
 */
export function mapRequest(call: Call, headers: HeaderLines): MappedRequest {
  const { request, route } = call;
  const { requestChanges } = route.integration;
  const base = { ...request, headers };
  if (requestChanges.length === 0) {
    return { request: base, path: undefined };
  }
  const lookup = requestValues(call);
  const path = overwrittenPath(requestChanges, lookup);
  const changed = {
    ...base,
    path: path?.text ?? request.path,
    headers: withHeaders(headers, requestChanges, lookup),
    query: withQuery(request.query, requestChanges, lookup),
  };
  return { request: changed, path };
}

/**
 * The integration's response as the `response_parameters` of its status code change it. An error
 * that API Gateway itself sends, such as for a malformed response, is not the integration's.
 */
export function mapResponse(call: Call, response: HttpResponse): HttpResponse {
  const changes = call.route.integration.responseChanges.get(response.status);
  if (!changes || response.reason !== undefined) {
    return response;
  }
  const lookup = responseValues(call, response);
  const change = changes.find(({ place }) => place === "statuscode");
  const status = change && evaluate(change.value, lookup);
  return {
    ...response,
    status: status !== undefined && /^[2-5]\d\d$/.test(status) ? Number(status) : response.status,
    headers: withHeaders(response.headers, changes, lookup),
  };
}

function overwrittenPath(changes: readonly Change[], lookup: Lookup): OverwrittenPath | undefined {
  const value = changes.find(({ place }) => place === "path")?.value ?? [];
  const text = value.length > 0 ? evaluate(value, lookup) : undefined;
  if (text === undefined) {
    return undefined;
  }
  const [first] = value;
  return { text: asPath(text), own: asPath(typeof first === "string" ? first : "") };
}

/** A path, though what it is made of holds what begins a query or a fragment. */
function asPath(text: string): string {
  const path = text.replace(/[?#]/g, encodeURIComponent);
  return path.startsWith("/") ? path : `/${path}`;
}

function withHeaders(
  headers: HeaderLines,
  changes: readonly Change[],
  lookup: Lookup,
): HeaderLines {
  const lines = headers.map(([name, value]) => ({
    key: name.toLowerCase(),
    item: [name, value] as const,
  }));
  return applied(lines, of(changes, "header"), lookup, (name, value) => ({
    key: name.toLowerCase(),
    item: [name, lineText(value)] as const,
  }));
}

/** What isn't changed stays encoded just as it came. */
function withQuery(query: string, changes: readonly Change[], lookup: Lookup): string {
  const pairs = query
    .split("&")
    .filter(Boolean)
    .map((item) => ({ key: nameOf(item), item }));
  return applied(pairs, of(changes, "querystring"), lookup, (name, value) => ({
    key: name,
    item: `${encodeURIComponent(name)}=${encodeURIComponent(Buffer.from(value).toString())}`,
  })).join("&");
}

function nameOf(pair: string): string {
  return [...parseQuery(pair).keys()][0] ?? "";
}

function of(changes: readonly Change[], place: NamedChange["place"]): NamedChange[] {
  return changes.filter((change): change is NamedChange => change.place === place);
}

interface Keyed<T> {
  readonly key: string;
  readonly item: T;
}

const ORDER = ["remove", "overwrite", "append"];

function applied<T>(
  items: readonly Keyed<T>[],
  changes: readonly NamedChange[],
  lookup: Lookup,
  make: (name: string, value: string) => Keyed<T>,
): T[] {
  const inOrder = [...changes].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  const result = inOrder.reduce((kept, { action, name, value }) => {
    const found = evaluate(value, lookup);
    const added = make(name, found ?? "");
    if (action === "remove") {
      return kept.filter(({ key }) => key !== added.key);
    }
    if (found === undefined) {
      return kept;
    }
    return action === "append"
      ? [...kept, added]
      : [...kept.filter(({ key }) => key !== added.key), added];
  }, items);
  return result.map(({ item }) => item);
}
