import { JwtVerifier, type VerifiedJwt } from "../../../local/jwt";
import { TestIssuer } from "./support/test-issuer";

const HOURS = 60 * 60 * 1000;
const TOMORROW = Math.floor(Date.now() / 1000) + 24 * 3600;

/** A verifier whose network and clock are the test's. */
class Setup {
  readonly fetched: string[] = [];
  now = Date.now();
  /** @default the documents are served */
  network: "up" | "down" | Promise<void> = "up";
  private readonly verifier = new JwtVerifier({
    fetchJson: (url) => this.fetch(url),
    now: () => this.now,
  });

  constructor(
    readonly issuer: string,
    public documents: Record<string, unknown>,
  ) {}

  async verify(token: string): Promise<VerifiedJwt["failure"]> {
    return (await this.verifier.verify(token, { issuer: this.issuer })).failure;
  }

  private async fetch(url: string): Promise<unknown> {
    this.fetched.push(url);
    if (this.network === "down") {
      throw new Error("connection refused");
    }
    await this.network;
    if (!(url in this.documents)) {
      throw new Error(`${url} responded 404`);
    }
    return this.documents[url];
  }
}

const issuer = new TestIssuer();
let token: string;
let setup: Setup;
beforeAll(async () => {
  token = await issuer.sign({ exp: TOMORROW });
});
beforeEach(() => {
  setup = new Setup(issuer.url, issuer.documents());
});

test("keys are fetched once, even for many tokens at the same time", async () => {
  const tokens = await Promise.all([1, 2, 3].map((sub) => issuer.sign({ sub })));
  const failures = await Promise.all(tokens.map((one) => setup.verify(one)));
  expect(failures).toEqual([undefined, undefined, undefined]);
  expect(setup.fetched).toEqual([
    "https://issuer.example/.well-known/openid-configuration",
    "https://issuer.example/keys",
  ]);
});

test("an issuer with a slash at its end has the same configuration URL", async () => {
  const slash = new TestIssuer("https://issuer.example/");
  const keys = { ...issuer.documents(), "https://issuer.example/keys": slash.jwks };
  const other = new Setup("https://issuer.example/", keys);
  expect(await other.verify(await slash.sign())).toBeUndefined();
});

test("a new key of the issuer is fetched when a token names it", async () => {
  await setup.verify(token);
  const rotated = new TestIssuer(issuer.url, "key2");
  setup.documents = rotated.documents();
  setup.now += 3000;
  expect(await setup.verify(await rotated.sign())).toBeUndefined();
});

test("tokens with unknown keys don't flood the issuer", async () => {
  await setup.verify(token);
  const unknown = await issuer.sign({}, { kid: "other" });
  setup.now += 3000;
  for (let times = 0; times < 5; times++) {
    expect((await setup.verify(unknown))?.kind).toBe("key");
  }
  expect(setup.fetched).toHaveLength(4);
});

test("a key that the issuer has withdrawn no longer serves a token that it served before", async () => {
  await setup.verify(token);
  setup.documents = new TestIssuer(issuer.url, "key2").documents();
  setup.now += 3 * HOURS;
  await setup.verify(token);
  expect((await setup.verify(token))?.kind).toBe("key");
});

describe("while the issuer is down", () => {
  test("the last good keys serve, however old they are", async () => {
    await setup.verify(token);
    setup.network = "down";
    setup.now += 3 * HOURS;
    expect(await setup.verify(token)).toBeUndefined();
    expect(await setup.verify(await issuer.sign({ sub: "new", exp: TOMORROW }))).toBeUndefined();
    expect(setup.fetched).toHaveLength(3);
  });

  test("a token is refused if its keys were never fetched, until they are", async () => {
    setup.network = "down";
    const failure = await setup.verify(token);
    expect(failure?.kind).toBe("discovery");
    expect(failure?.reason).toBe(
      "the keys of https://issuer.example can't be fetched: connection refused. To use keys from a file, start with --jwks https://issuer.example=FILE",
    );
    setup.network = "up";
    setup.now += 3000;
    expect(await setup.verify(token)).toBeUndefined();
  });
});

test("while the issuer is slow, the last good keys serve at once", async () => {
  await setup.verify(token);
  setup.network = new Promise(() => undefined);
  setup.now += 3 * HOURS;
  expect(await setup.verify(token)).toBeUndefined();
});

test("missing and malformed documents are reported by what they should contain", async () => {
  setup.documents = {};
  expect((await setup.verify(token))?.kind).toBe("discovery");
  const [configuration = "", keys = ""] = Object.keys(issuer.documents());
  for (const [documents, kind] of [
    [{ [configuration]: {} }, "discovery"],
    [{ [configuration]: null }, "discovery"],
    [{ [configuration]: { jwks_uri: keys } }, "jwks"],
    [{ [configuration]: { jwks_uri: keys }, [keys]: { keys: "none" } }, "jwks"],
  ] as const) {
    expect((await new Setup(issuer.url, documents).verify(token))?.kind).toBe(kind);
  }
});

describe("keys are fetched by plain http from this machine only", () => {
  test.each(["http://127.0.0.1:9000", "http://localhost:9000/pool", "http://[::1]:9000"])(
    "%s is asked",
    async (url) => {
      const local = new TestIssuer(url);
      const one = new Setup(url, local.documents());
      expect(await one.verify(await local.sign())).toBeUndefined();
    },
  );

  test.each(["http://issuer.example", "http://127.0.0.1.example", "issuer.example", "file:///x"])(
    "%s is not asked",
    async (url) => {
      const remote = new TestIssuer(url);
      const one = new Setup(url, remote.documents());
      expect((await one.verify(await remote.sign()))?.kind).toBe("discovery");
      expect(one.fetched).toEqual([]);
    },
  );

  test("the keys of an https issuer are not fetched by plain http", async () => {
    const documents = issuer.documents();
    const [configuration = ""] = Object.keys(documents);
    const one = new Setup(issuer.url, {
      ...documents,
      [configuration]: { jwks_uri: "http://keys.example/keys" },
    });
    expect((await one.verify(token))?.kind).toBe("jwks");
    expect(one.fetched).toEqual([configuration]);
  });
});
