import { setTimeout as pause } from "node:timers/promises";
import { printable } from "../../log/printable";

export interface GitHubOptions {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string;
}

/** A response that isn't the one asked for. */
export class GitHubError extends Error {
  /** @param retryAfter milliseconds after which to ask again; undefined if it would be in vain */
  constructor(
    message: string,
    readonly retryAfter: number | undefined,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 30_000;
const PER_PAGE = 100;
const DEFAULT_WAIT_MS = 1_000;

/**
 * What the review needs of GitHub's REST API: a few requests in JSON, and lists page by page.
 * @see https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export class GitHub {
  constructor(private readonly options: GitHubOptions) {}

  get<T>(path: string): Promise<T> {
    return this.request<T>("GET", path);
  }

  send(method: "POST" | "PATCH", path: string, body: object): Promise<unknown> {
    return this.request(method, path, body);
  }

  /** All items of a list, over all its pages. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; ; page++) {
      const more = await this.get<T[]>(`${path}?per_page=${PER_PAGE}&page=${page}`);
      items.push(...more);
      if (more.length < PER_PAGE) {
        return items;
      }
    }
  }

  /** @throws GitHubError */
  private async request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.fetch(method, path, body);
    if (response.ok) {
      return (await response.json()) as T;
    }
    const text = printable((await response.text()).slice(0, 300));
    throw new GitHubError(
      `${method} ${path}: GitHub responded with ${response.status}: ${text}`,
      retryAfter(response),
    );
  }

  private async fetch(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(`${this.options.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.options.token}`,
          accept: "application/vnd.github+json",
          "x-github-api-version": "2022-11-28",
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      const reason = (error as { cause?: Error }).cause?.message ?? (error as Error).message;
      throw new GitHubError(`${method} ${path}: ${reason}`, DEFAULT_WAIT_MS);
    }
  }
}

/** @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function retryAfter({ status, headers }: Response): number | undefined {
  if (status >= 500) {
    return DEFAULT_WAIT_MS;
  }
  const isLimited =
    status === 429 ||
    (status === 403 &&
      (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0"));
  if (!isLimited) {
    return undefined;
  }
  const seconds = Number(headers.get("retry-after"));
  const reset = Number(headers.get("x-ratelimit-reset")) * 1000 - Date.now();
  return seconds > 0 ? seconds * 1000 : Math.max(reset, DEFAULT_WAIT_MS);
}

const ATTEMPTS = 5;
const LONGEST_WAIT_MS = 120_000;

/**
 * Repeats what failed by a fault of the server or by its rate limit. The whole task is repeated,
 * not the request: a comment that was created without a response is found the second time.
 * @param wait for tests
 */
export async function withRetries<T>(
  task: () => Promise<T>,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      const after = error instanceof GitHubError ? error.retryAfter : undefined;
      if (after === undefined || after > LONGEST_WAIT_MS || attempt === ATTEMPTS) {
        throw error;
      }
      await wait(Math.min(after * 2 ** (attempt - 1), LONGEST_WAIT_MS));
    }
  }
}
