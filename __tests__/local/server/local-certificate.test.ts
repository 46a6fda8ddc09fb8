import { X509Certificate } from "node:crypto";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { localIdentity } from "../../../local/server/local-certificate";
import { newIdentity } from "../../../local/server/new-certificate";

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), "certificate-")), "state", "a.pem");

test("the certificate is for the names of loopback, and issues no others", async () => {
  const certificate = new X509Certificate(await localIdentity(["box.local"], newFile()));

  expect(certificate.subjectAltName).toBe(
    "DNS:localhost, DNS:box.local, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
  );
  expect(certificate.ca).toBe(false);
});

test("the certificate is kept with its key, readable by its user only", async () => {
  const file = newFile();
  const identity = await localIdentity([], file);

  expect(await localIdentity([], file)).toBe(identity);
  expect(readFileSync(file, "utf8")).toBe(identity);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(path.dirname(file))).toEqual(["a.pem"]);
});

test("a kept certificate without a name that is needed is replaced", async () => {
  const file = newFile();
  const before = await localIdentity([], file);
  const after = await localIdentity(["box.local"], file);

  expect(after).not.toBe(before);
  expect(await localIdentity([], file)).toBe(after);
});

test.each([
  ["that others can read", (file: string) => chmodSync(file, 0o644)],
  ["that isn't a certificate", (file: string) => writeFileSync(file, "none")],
])("a kept file %s is replaced", async (_what, spoil) => {
  const file = newFile();
  const before = await localIdentity([], file);
  spoil(file);

  expect(await localIdentity([], file)).not.toBe(before);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a kept certificate that expires within days is replaced", async () => {
  const file = newFile();
  await localIdentity([], file);
  const names = { names: ["localhost"], addresses: ["127.0.0.1", "::1"] };
  const old = await newIdentity(names, new Date(Date.now() - 391 * 24 * 60 * 60 * 1000));
  writeFileSync(file, old);

  expect(await localIdentity([], file)).not.toBe(old);
});

test("where no file can be kept, there still is a certificate", async () => {
  expect(await localIdentity([], "/dev/null/a.pem")).toContain("-----BEGIN CERTIFICATE-----");
});
