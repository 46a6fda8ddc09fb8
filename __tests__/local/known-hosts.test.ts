import { KnownHosts } from "../../local/server/known-hosts";
import { exchangeRaw } from "./support/raw-client";
import { withServer } from "../support/loopback-server";

/** Whether a server that asks `hosts` takes a request, sent as these lines. */
async function takes(hosts: KnownHosts, ...lines: string[]): Promise<boolean> {
  const received = await withServer(
    (request, response) => {
      response.writeHead(hosts.refusal(request) === undefined ? 200 : 403, { Connection: "close" });
      response.end();
    },
    (url) => exchangeRaw(url, [...lines, "", ""].join("\r\n")),
  );
  const status = /^HTTP\/1\.1 (\d+)/.exec(received)?.[1];
  expect(["200", "403"]).toContain(status);
  return status === "200";
}

const takesHost = (host: string, hosts = new KnownHosts()) =>
  takes(hosts, "GET / HTTP/1.1", `Host: ${host}`);

test.each([
  "localhost",
  "LOCALHOST:3000",
  "shop.localhost",
  "a.b-c.localhost:80",
  "127.0.0.1",
  "127.0.0.1:3000",
  "[::1]",
  "[::1]:3000",
])("%s is a name of loopback, with any port", async (host) => {
  expect(await takesHost(host)).toBe(true);
});

test.each([
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example",
  "evillocalhost",
  "127.0.0.1.evil.example",
  "127.0.0.2",
  "0.0.0.0",
  "[::2]",
  "localhost:3000@evil.example",
  "localhost, evil.example",
  ".localhost",
])("%s is refused", async (host) => {
  expect(await takesHost(host)).toBe(false);
});

test("an allowed name is taken, in any case", async () => {
  const hosts = new KnownHosts(["Shop.Test"]);

  expect(await takesHost("shop.test:3000", hosts)).toBe(true);
  expect(await takesHost("other.test", hosts)).toBe(false);
});

test("custom domains are taken until others replace them, a wildcard for one label", async () => {
  const hosts = new KnownHosts();
  hosts.useCustomDomains(["api.example.com", "*.shop.example.com"]);

  expect(await takesHost("api.example.com", hosts)).toBe(true);
  expect(await takesHost("a.shop.example.com", hosts)).toBe(true);
  expect(await takesHost("a.b.shop.example.com", hosts)).toBe(false);

  hosts.useCustomDomains([]);
  expect(await takesHost("a.shop.example.com", hosts)).toBe(false);
});

test.each<[string, boolean, string[]]>([
  ["no Host in HTTP/1.0", false, ["GET / HTTP/1.0"]],
  ["a Host in HTTP/1.0", true, ["GET / HTTP/1.0", "Host: localhost"]],
  ["two hosts", false, ["GET / HTTP/1.1", "Host: localhost", "Host: evil.example"]],
  ["another host in the target", false, ["GET http://evil.example/ HTTP/1.1", "Host: localhost"]],
  ["the same host in the target", true, ["GET http://localhost:80/ HTTP/1.1", "Host: localhost"]],
])("a request with %s: taken is %s", async (_, taken, lines) => {
  expect(await takes(new KnownHosts(), ...lines)).toBe(taken);
});
