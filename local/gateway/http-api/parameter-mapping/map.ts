import { lineText } from "../../common/http/header-lines";
import type { HeaderLines, HttpRequest, HttpResponse } from "../../common/http/http-message";
import { parseQuery } from "../../common/http/multi-values";
import type { MappedParameters } from "../../trace/trace-step";
import type { Call } from "../call/call";
import type { NamedChange, ParameterChange } from "../model/parameter-change";
import { evaluate, type Lookup } from "./expression";
import { requestValues, responseValues } from "./sources";

/** The request as an integration receives it. */
export interface MappedRequest {
  readonly request: HttpRequest;
  /** Set if the path is overwritten: it then replaces the path of an HTTP integration's URI. */
  readonly path: OverwrittenPath | undefined;
}

interface OverwrittenPath {
  readonly text: string;
  /** The start of the path that doesn't depend on the request. */
  readonly fixedStart: string;
}

/**
 * Applies an integration's `request_parameters`. All values come from the client's request, so a
 * mapping can read a header that another one removes.
 * @param headers the headers of the request to pass on
 */
export function mapRequest(call: Call, headers: HeaderLines): MappedRequest {
  const { request, route } = call;
  const { requestChanges } = route.integration;
  const base = { ...request, headers };
  if (requestChanges.length === 0) {
    return { request: base, path: undefined };
  }
  const step = call.steps?.begin({ step: "parameterMapping", of: "request", before: seen(base) });
  const lookup = requestValues(call);
  const path = overwrittenPath(requestChanges, lookup);
  const changed = {
    ...base,
    path: path?.text ?? request.path,
    headers: changeHeaders(headers, requestChanges, lookup),
    query: changeQuery(request.query, requestChanges, lookup),
  };
  step?.end({ after: seen(changed) });
  return { request: changed, path };
}

/**
 * Applies the `response_parameters` for the response's status code. Errors of API Gateway itself,
 * such as the one for a malformed response, are not mapped: they don't come from the integration.
 */
export function mapResponse(call: Call, response: HttpResponse): HttpResponse {
  const changes = call.route.integration.responseChanges.get(response.status);
  if (!changes || response.reason !== undefined) {
    return response;
  }
  const { headers } = response;
  const step = call.steps?.begin({
    step: "parameterMapping",
    of: "response",
    before: { status: response.status, headers },
  });
  const lookup = responseValues(call, response);
  const change = changes.find(({ target }) => target === "statuscode");
  const status = change && evaluate(change.value, lookup);
  const mapped = {
    ...response,
    status: status !== undefined && /^[2-5]\d\d$/.test(status) ? Number(status) : response.status,
    headers: changeHeaders(headers, changes, lookup),
  };
  step?.end({ after: { status: mapped.status, headers: mapped.headers } });
  return mapped;
}

function seen({ path, query, headers }: HttpRequest): MappedParameters {
  return { path, query, headers };
}

function overwrittenPath(
  changes: readonly ParameterChange[],
  lookup: Lookup,
): OverwrittenPath | undefined {
  const value = changes.find(({ target }) => target === "path")?.value ?? [];
  const text = value.length > 0 ? evaluate(value, lookup) : undefined;
  if (text === undefined) {
    return undefined;
  }
  const [start] = value;
  return { text: toPath(text), fixedStart: toPath(typeof start === "string" ? start : "") };
}

/** A value from the request may contain `?` or `#`, which would begin a query or a fragment. */
function toPath(text: string): string {
  const path = text.replace(/[?#]/g, encodeURIComponent);
  return path.startsWith("/") ? path : `/${path}`;
}

function changeHeaders(
  headers: HeaderLines,
  changes: readonly ParameterChange[],
  lookup: Lookup,
): HeaderLines {
  const lines = headers.map(([name, value]) => ({
    key: name.toLowerCase(),
    item: [name, value] as const,
  }));
  return applyChanges(lines, changesTo("header", changes), lookup, (name, value) => ({
    key: name.toLowerCase(),
    item: [name, lineText(value)] as const,
  }));
}

/** Unchanged parameters keep their encoding. */
function changeQuery(query: string, changes: readonly ParameterChange[], lookup: Lookup): string {
  const pairs = query
    .split("&")
    .filter(Boolean)
    .map((item) => ({ key: nameOf(item), item }));
  return applyChanges(pairs, changesTo("querystring", changes), lookup, (name, value) => ({
    key: name,
    item: `${encodeURIComponent(name)}=${encodeURIComponent(Buffer.from(value).toString())}`,
  })).join("&");
}

function nameOf(pair: string): string {
  return [...parseQuery(pair).keys()][0] ?? "";
}

function changesTo(
  target: NamedChange["target"],
  changes: readonly ParameterChange[],
): NamedChange[] {
  return changes.filter((change): change is NamedChange => change.target === target);
}

interface Keyed<T> {
  readonly key: string;
  readonly item: T;
}

const ORDER = ["remove", "overwrite", "append"];

function applyChanges<T>(
  items: readonly Keyed<T>[],
  changes: readonly NamedChange[],
  lookup: Lookup,
  create: (name: string, value: string) => Keyed<T>,
): T[] {
  const inOrder = [...changes].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  const result = inOrder.reduce((kept, { action, name, value }) => {
    const found = evaluate(value, lookup);
    const added = create(name, found ?? "");
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
