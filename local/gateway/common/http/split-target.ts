import type { HttpRequest } from "./http-message";

/** Splits a request target, which may name a scheme and a host too. */
export function splitTarget(url: string): Pick<HttpRequest, "path" | "query"> {
  const target = url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  return mark < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
