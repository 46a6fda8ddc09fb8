import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { startServer, type LoopbackServer } from "../../support/loopback-server";
import { writeFileIn } from "../../support/write-file";
import { TestIssuer } from "../jwt/support/test-issuer";
import { logTo } from "../support/log-destination";
import { guardedApi } from "./support/guarded-api";

/** A runner of the guarded API, and what it has logged. */
class Guarded {
  log = "";
  private readonly folder = mkdtempSync(path.join(tmpdir(), "guarded-"));
  private runner: Runner | undefined;

  async start(issuer: string): Promise<this> {
    for (const [name, content] of Object.entries(guardedApi(issuer))) {
      writeFileIn(this.folder, name, content);
    }
    const log = logTo((text) => (this.log += text));
    this.runner = await Runner.start(this.folder, { port: 0, log, isPublished: false });
    return this;
  }

  get(route: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.runner?.endpoints[0]?.url}${route}`, { headers });
  }

  withToken(token: string): Promise<Response> {
    return this.get("/jwt", { authorization: `Bearer ${token}` });
  }

  /** The log is complete then. */
  async close(): Promise<void> {
    await this.runner?.close();
    this.runner = undefined;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe("with an issuer that publishes its keys", () => {
  let server: LoopbackServer;
  let issuer: TestIssuer;
  let guarded: Guarded;
  beforeEach(async () => {
    server = await startServer(({ url }, response) => {
      response.end(JSON.stringify(issuer.documents()[`${server.url}${url}`] ?? {}));
    });
    issuer = new TestIssuer(server.url);
    guarded = await new Guarded().start(server.url);
  });
  afterEach(async () => {
    await guarded.close();
    await server.close();
  });

  test("500 requests at once each get their own caller, and those that are refused reach no handler", async () => {
    const forger = new TestIssuer(server.url, issuer.kid);
    const kinds: ((name: string) => Promise<Response>)[] = [
      async (sub) => guarded.withToken(await issuer.sign({ sub })),
      (name) => guarded.get("/lambda", { name }),
      async (sub) => guarded.withToken(await issuer.sign({ sub: `refused ${sub}`, exp: 1 })),
      async (sub) => guarded.withToken(await forger.sign({ sub: `refused ${sub}` })),
      () => guarded.get("/lambda", { name: "nobody" }),
    ];
    const names = Array.from({ length: 500 }, (_, index) => `caller ${index}`);

    const seen = await Promise.all(
      names.map(async (name, index) => {
        const response = await kinds[index % kinds.length]?.(name);
        return [response?.status, await response?.text()];
      }),
    );

    const unauthorized = [401, '{"message":"Unauthorized"}'];
    const expected = names.map((name, index) => {
      const forbidden = [403, '{"message":"Forbidden"}'];
      return [[200, name], [200, name], unauthorized, unauthorized, forbidden][index % 5];
    });
    await guarded.close();
    expect(seen).toEqual(expected);
    expect(guarded.log).not.toMatch(/reached by (?:refused|nobody)/);
    expect(guarded.log.match(/reached by caller \d+/g)).toHaveLength(200);
  });

  test("a token of 8 KB is accepted", async () => {
    const token = await issuer.sign({ sub: "ana", groups: "x".repeat(5700) });
    expect(token.length).toBeGreaterThan(8000);

    const response = await guarded.withToken(token);

    expect([response.status, await response.text()]).toEqual([200, "ana"]);
  });

  test("a context of 100 KB arrives whole", async () => {
    const response = await guarded.get("/lambda", { name: "big", size: "100000" });

    expect([response.status, await response.text()]).toEqual([200, "big".padEnd(100_000, "x")]);
  });

  test("an authorizer that doesn't respond in time gets 500, and reaches no handler", async () => {
    const response = await guarded.get("/lambda", { name: "slow" });
    const body = await response.text();
    await guarded.close();

    expect([response.status, body]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(guarded.log).toContain("Task timed out after 1.00 seconds");
    expect(guarded.log).not.toContain("reached by slow");
  });

  test("the keys that were fetched serve while the issuer is down, and no others", async () => {
    const token = await issuer.sign({ sub: "known" });
    expect((await guarded.withToken(token)).status).toBe(200);
    await server.close();

    const known = await guarded.withToken(await issuer.sign({ sub: "new" }));
    const unknown = await guarded.withToken(await issuer.sign({}, { kid: "other" }));

    expect([known.status, await known.text(), unknown.status]).toEqual([200, "new", 401]);
  });
});

test("an issuer that doesn't respond gets AWS's challenge after 1.5 seconds", async () => {
  const silent = await startServer(() => undefined);
  const guarded = await new Guarded().start(silent.url);
  try {
    const issuer = new TestIssuer(silent.url);

    const response = await guarded.withToken(await issuer.sign());
    await guarded.close();

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe(
      'Bearer scope="" error="invalid_token" error_description="OIDC discovery endpoint communication error"',
    );
    expect(guarded.log).toContain(`--jwks ${silent.url}=FILE`);
  } finally {
    await guarded.close();
    await silent.close();
  }
});
