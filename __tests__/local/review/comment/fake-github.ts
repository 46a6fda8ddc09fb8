import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, startServer } from "../../../support/loopback-server";

export interface FakeComment {
  id: number;
  body: string;
  user: { login: string };
}

export interface FakeGitHub {
  readonly url: string;
  readonly comments: FakeComment[];
  /** `GET /repos/…`, in the order of arrival. */
  readonly requests: string[];
  /** Responses that come instead of the next ones: a status and headers. */
  readonly failures: Failure[];
  pull: object;
  /** The pull requests of every commit. */
  pullsOfCommit: readonly object[];
  /** The workflow runs of every commit. */
  runs: readonly object[];
  close(): Promise<void>;
}

export interface Failure {
  /** Only requests of this method fail. */
  readonly method?: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** The comment is created all the same. */
  readonly afterwards?: boolean;
}

export const TOKEN = "token-of-the-workflow";
export const BOT = { login: "github-actions[bot]" };
const COMMENTS = "/repos/o/r/issues/7/comments";

/** GitHub's REST API on loopback, with one pull request: 7 of o/r. */
export async function startFakeGitHub(comments: FakeComment[] = []): Promise<FakeGitHub> {
  const github = {
    comments,
    requests: [] as string[],
    failures: [] as Failure[],
    pull: {},
    pullsOfCommit: [],
    runs: [],
  };
  const { url, close } = await startServer((request, response) => {
    void respond(github, request, response);
  });
  return Object.assign(github, { url, close });
}

async function respond(
  github: Omit<FakeGitHub, "url" | "close">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", headers } = request;
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  github.requests.push(`${method} ${request.url}`);
  const body = JSON.parse((await bodyOf(request)) || "{}") as { body: string };
  const failure = nextFailure(github.failures, method);
  if (headers.authorization !== `Bearer ${TOKEN}`) {
    reply(response, 401, { message: "Bad credentials" });
    return;
  }
  if (failure && !failure.afterwards) {
    reply(response, failure.status, { message: "failed" }, failure.headers);
    return;
  }
  const found = handle(github.comments, `${method} ${pathname}`, searchParams, body);
  const result =
    pathname === "/repos/o/r/pulls/7"
      ? github.pull
      : /^\/repos\/o\/r\/commits\/\w+\/pulls$/.test(pathname)
        ? github.pullsOfCommit
        : pathname === "/repos/o/r/actions/runs"
          ? { workflow_runs: github.runs }
          : found;
  if (failure) {
    reply(response, failure.status, { message: "failed" }, failure.headers);
    return;
  }
  reply(response, result ? 200 : 404, result ?? { message: "Not Found" });
}

function nextFailure(failures: Failure[], method: string): Failure | undefined {
  const index = failures.findIndex((failure) => (failure.method ?? method) === method);
  return index < 0 ? undefined : failures.splice(index, 1)[0];
}

function handle(
  comments: FakeComment[],
  request: string,
  query: URLSearchParams,
  { body }: { body: string },
): object | undefined {
  if (request === `GET ${COMMENTS}`) {
    const [size, page] = [Number(query.get("per_page")), Number(query.get("page"))];
    return comments.slice((page - 1) * size, page * size);
  }
  if (request === `POST ${COMMENTS}`) {
    const comment = { id: comments.length + 1000, body, user: BOT };
    comments.push(comment);
    return comment;
  }
  const [, id] = /^PATCH \/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(request) ?? [];
  const comment = comments.find((one) => one.id === Number(id));
  return comment && Object.assign(comment, { body });
}

function reply(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
