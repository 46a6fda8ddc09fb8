import {
  parseUrl,
  type BackendResponse,
  type CallBackend,
} from "../../gateway/common/integration/backend";
import { IntegrationFailure } from "../../gateway/common/integration/integration-failure";
import { withinTime } from "../../gateway/common/integration/time-limit";
import { UnservableRequestError } from "../../gateway/common/unservable/unservable";

/**
 * Responds to the requests of HTTP integrations in place of a server. If it throws, the server is
 * unreachable for the integration.
 */
export type Upstream = (request: Request) => Response | Promise<Response>;

/** Upstreams by the beginning of a URL: an origin (`https://example.com`), or with a path. */
export type Upstreams = Readonly<Record<string, Upstream>>;

/** Passes the requests of HTTP integrations to upstreams; none goes to the network. */
export function upstreamBackend(upstreams: Upstreams): CallBackend {
  const bases = Object.entries(upstreams)
    .map(([base, upstream]) => ({ base: baseUrl(base), upstream }))
    .sort((one, other) => other.base.length - one.base.length);
  return async ({ method, url: text, headers, body, timeoutMilliseconds }) => {
    const url = parseUrl(text);
    const found = bases.find(({ base }) => isWithin(url, base));
    if (!found) {
      throw new UnservableRequestError(refusal(method, url));
    }
    const hasBody = body.length > 0 && !["GET", "HEAD"].includes(method);
    const lines = headers.map(([name, value]): [string, string] => [name, value]);
    const request = new Request(url, { method, headers: lines, ...(hasBody && { body }) });
    return withinTime(timeoutMilliseconds, responseOf(found.upstream, request));
  };
}

async function responseOf(upstream: Upstream, request: Request): Promise<BackendResponse> {
  try {
    const response = await upstream(request);
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: [...response.headers], body };
  } catch (error) {
    const { origin } = new URL(request.url);
    const reason = `${origin} was unreachable: its upstream threw ${String(error)}`;
    throw new IntegrationFailure("unreachable", reason);
  }
}

function refusal(method: string, { origin, pathname }: URL): string {
  return (
    `the integration sends ${method} ${origin}${pathname}, and tests don't use the network. Pass ` +
    `an upstream to serve(): upstreams: { "${origin}": (request) => new Response("…") }`
  );
}

/** @throws Error if the text isn't an HTTP URL */
function baseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text) || /[?#]/.test(text)) {
    throw new Error(
      `serve(): upstreams has the key ${JSON.stringify(text)}; allowed: the beginning of a URL, ` +
        `such as "https://example.com" or "https://example.com/v1"`,
    );
  }
  return new URL(text).href.replace(/\/$/, "");
}

function isWithin({ origin, pathname }: URL, base: string): boolean {
  return `${origin}${pathname}/`.startsWith(`${base}/`);
}
