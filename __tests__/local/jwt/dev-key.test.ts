import { chmodSync, existsSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DevKey, devKeyFile, JwtVerifier } from "../../../local/jwt";
import { TestIssuer } from "./support/test-issuer";

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), "dev-key-")), "state", "key.json");

test("the key is created once, readable by its user only", async () => {
  const file = newFile();
  const token = await DevKey.open(file).sign({ iss: "https://a.example", exp: 4_000_000_000 });
  const devKeys = DevKey.open(file).keySet;
  const verifier = new JwtVerifier({ fetchJson: () => Promise.reject(new Error()), devKeys });
  expect((await verifier.verify(token, { issuer: "https://a.example" })).failure).toBeUndefined();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  expect(readdirSync(path.dirname(file))).toEqual(["key.json"]);
});

test("a key that others can read is refused", () => {
  const file = newFile();
  DevKey.open(file);
  chmodSync(file, 0o644);
  expect(() => DevKey.open(file)).toThrow(`${file} must be this user's, with mode 600.`);
});

test("the key of another user's folder is another key", async () => {
  const token = await DevKey.open(newFile()).sign({ iss: "https://a.example", exp: 4e9 });
  const devKeys = DevKey.open(newFile()).keySet;
  const verifier = new JwtVerifier({ fetchJson: () => Promise.reject(new Error("no")), devKeys });
  const { failure } = await verifier.verify(token, { issuer: "https://a.example" });
  expect(failure?.kind).toBe("discovery");
});

test("the file is in the user's state folder, outside every project", () => {
  const name = path.join("cdktf-lambda-api", "dev-token-key.json");
  expect(devKeyFile({ XDG_STATE_HOME: "/state" })).toBe(path.join("/state", name));
  expect(devKeyFile({})).toMatch(new RegExp(`/\\.local/state/${name}$`));
  expect(existsSync(path.join(process.cwd(), ".local"))).toBe(false);
});

describe("without development keys", () => {
  const issuer = "https://a.example";
  const keysByIssuer = new Map([["https://b.example", DevKey.inMemory().keySet]]);
  const fetchJson = () => Promise.reject(new Error("no network"));

  test.each([
    [issuer, "discovery"],
    ["https://b.example", "key"],
  ])("the reason why a development token of %s is refused names the option", async (iss, kind) => {
    const token = await DevKey.inMemory().sign({ iss, exp: 4e9 });

    const { failure } = await new JwtVerifier({ fetchJson, keysByIssuer }).verify(token, {
      issuer: iss,
    });

    expect(failure).toMatchObject({
      kind,
      reason:
        "the token was made by the command `token`. To accept such tokens, start with --dev-tokens",
    });
  });

  test("a token of another key is refused for what its issuer has", async () => {
    const token = await new TestIssuer().sign({ iss: issuer });

    const { failure } = await new JwtVerifier({ fetchJson }).verify(token, { issuer });

    expect(failure?.reason).toMatch(/^the keys of https:\/\/a\.example can't be fetched/);
  });
});
