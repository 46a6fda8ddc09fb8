import type { RequestSummary } from "../gateway/trace/request-trace";
import { printable } from "./printable";

const MAX_SHOWN_LENGTH = 1_000;

/** A summary as the log shows it: what clients and functions send can be long, and hold anything. */
export function shownRequest(summary: RequestSummary): RequestSummary {
  const { api, apiName, method, path, status, milliseconds } = summary;
  const { route, target, reason, stack } = summary;
  return {
    api,
    apiName,
    method,
    path: shown(path),
    status,
    milliseconds: milliseconds === undefined ? undefined : rounded(milliseconds),
    route,
    target,
    reason: reason === undefined ? undefined : shown(reason),
    stack: stack?.split("\n").map(printable).join("\n"),
  };
}

function shown(text: string): string {
  const isLong = text.length > MAX_SHOWN_LENGTH;
  return printable(isLong ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text);
}

function rounded(milliseconds: number): number {
  return milliseconds < 10 ? Math.round(milliseconds * 10) / 10 : Math.round(milliseconds);
}

/** `GET /dev/pets/1 200 12 ms (GET /pets/{id} → pets-get)`, with a reason where there is one. */
export function requestLine(
  { method, path, status, milliseconds, route, target, reason, stack }: RequestSummary,
  { colours }: { readonly colours: boolean },
): string {
  const duration = milliseconds === undefined ? "" : ` ${milliseconds} ms`;
  const via = [route, target].filter((part) => part !== undefined).join(" → ");
  const why = reason === undefined ? "" : `: ${reason}`;
  const trace = stack === undefined ? "" : `${stack}\n`;
  const shownStatus = colours ? coloured(status) : String(status);
  return `${method} ${path} ${shownStatus}${duration}${via && ` (${via})`}${why}\n${trace}`;
}

const GREEN = 32;
const YELLOW = 33;
const RED = 31;

function coloured(status: number): string {
  const colour = status < 400 ? GREEN : status < 500 ? YELLOW : RED;
  return `\x1b[${colour}m${status}\x1b[0m`;
}
