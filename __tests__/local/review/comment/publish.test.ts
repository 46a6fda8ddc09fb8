import { GitHub, publish, withRetries } from "../../../../local/review/comment";
import type { Report } from "../../../../local/review/report";
import { fullReport, report } from "../reports";
import type { FakeComment, FakeGitHub } from "./fake-github";
import { BOT, startFakeGitHub, TOKEN } from "./fake-github";

const RUN = "https://github.com/o/r/actions/runs/1";

let github: FakeGitHub;
beforeEach(async () => (github = await startFakeGitHub()));
afterEach(() => github.close());

function post(reports: readonly Report[]) {
  const client = new GitHub({ url: github.url, token: TOKEN });
  return publish(client, { repository: "o/r", pullRequest: 7, reports, run: RUN });
}

function foreign(id: number, body = "Nice!", login = "octocat"): FakeComment {
  return { id, body, user: { login } };
}

const written = () => github.requests.filter((request) => !request.startsWith("GET "));

test("the first report becomes a comment, which starts with a hidden marker", async () => {
  const outcome = await post([fullReport()]);

  expect(outcome).toBe("created");
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toMatch(/^<!-- api-review .* -->\n### API changes: /);
});

test("the same report leaves the comment as it is", async () => {
  await post([fullReport()]);

  expect(await post([fullReport()])).toBe("unchanged");
  expect(written()).toHaveLength(1);
});

test("another report is written into the same comment", async () => {
  await post([fullReport()]);

  expect(await post([fullReport("prod")])).toBe("updated");
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("(prod)");
});

test("the review's comment is found on the third page", async () => {
  await post([fullReport()]);
  const others = Array.from({ length: 250 }, (_, index) => foreign(index + 1));
  github.comments.unshift(...others);

  expect(await post([report({ limits: ["x"] })])).toBe("updated");
  expect(github.comments).toHaveLength(251);
  expect(github.comments[250]?.body).toContain("Quotas");
});

test("a page that is exactly full is not the last one", async () => {
  await post([fullReport()]);
  github.comments.unshift(...Array.from({ length: 99 }, (_, index) => foreign(index + 1)));

  expect(await post([fullReport()])).toBe("unchanged");
  expect(github.requests.at(-1)).toContain("page=2");
});

test("somebody else's comment with the marker is left alone", async () => {
  await post([fullReport()]);
  const [{ body } = { body: "" }] = github.comments.splice(0);
  github.comments.push(foreign(1, body), foreign(2, body, "other-app[bot]"));

  expect(await post([fullReport()])).toBe("created");
  expect(github.comments.map(({ user }) => user.login)).toEqual([
    "octocat",
    "other-app[bot]",
    BOT.login,
  ]);
});

test("another comment of the same author is left alone, also if it quotes the marker", async () => {
  await post([fullReport()]);
  const [{ body } = { body: "" }] = github.comments.splice(0);
  github.comments.push(foreign(1, `> ${body}`, BOT.login));

  expect(await post([fullReport()])).toBe("created");
});

test("no comment is written if nothing changes", async () => {
  expect(await post([report()])).toBe("nothing to say");
  expect(github.comments).toEqual([]);
});

test("an existing comment says that nothing changes any more", async () => {
  await post([fullReport()]);

  expect(await post([report()])).toBe("updated");
  expect(github.comments[0]?.body).toContain("### API changes: nothing changes in dev\n");
});

test("500 routes fit into a comment, which links to the job summary", async () => {
  const [api] = fullReport().apis;
  const [route] = api?.routes ?? [];
  const routes = Array.from({ length: 500 }, (_, index) => ({
    ...route,
    route: `GET /${"long/".repeat(30)}${index}`,
  }));

  await post([{ ...fullReport(), apis: [{ ...api, routes }] } as Report]);

  const body = github.comments[0]?.body ?? "";
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
  expect(body).toContain(`more: see [the job summary](${RUN})`);
});

describe("when GitHub fails", () => {
  const waits: number[] = [];
  beforeEach(() => waits.splice(0));
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const postWithRetries = () => withRetries(() => post([fullReport()]), wait);

  test("a server error is retried, later each time", async () => {
    github.failures.push({ status: 502 }, { status: 503 });

    expect(await postWithRetries()).toBe("created");
    expect(waits).toEqual([1000, 2000]);
  });

  test("a comment that was created in spite of the error isn't created again", async () => {
    github.failures.push({ method: "POST", status: 502, afterwards: true });

    expect(await postWithRetries()).toBe("unchanged");
    expect(github.comments).toHaveLength(1);
  });

  test.each([
    [429, { "retry-after": "7" }],
    [403, { "retry-after": "7" }],
  ])("a rate limit with status %i is waited for", async (status, headers) => {
    github.failures.push({ status, headers });

    expect(await postWithRetries()).toBe("created");
    expect(waits).toEqual([7000]);
  });

  test("a rate limit that is reset at a time is waited for until then", async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 30);
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
    github.failures.push({ status: 403, headers });

    expect(await postWithRetries()).toBe("created");
    expect(waits[0]).toBeGreaterThan(20_000);
    expect(waits[0]).toBeLessThanOrEqual(31_000);
  });

  test("a rate limit that takes an hour fails at once, with GitHub's response", async () => {
    github.failures.push({ status: 429, headers: { "retry-after": "3600" } });

    await expect(postWithRetries()).rejects.toThrow(
      "GET /repos/o/r/issues/7/comments?per_page=100&page=1: GitHub responded with 429",
    );
    expect(waits).toEqual([]);
  });

  test("a missing permission fails at once", async () => {
    github.failures.push({ method: "POST", status: 403 });

    await expect(postWithRetries()).rejects.toThrow("GitHub responded with 403");
    expect(waits).toEqual([]);
  });

  test("five failures in a row are the end", async () => {
    github.failures.push(...Array.from({ length: 9 }, () => ({ status: 500 })));

    await expect(postWithRetries()).rejects.toThrow("GitHub responded with 500");
    expect(waits).toHaveLength(4);
  });
});
