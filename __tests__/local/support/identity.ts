import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];

/** A PEM file with a new key and its self-signed certificate, for loopback and shop.example.com. */
export function newIdentity(folder: string, name: string): string {
  const file = path.join(folder, `${name}.pem`);
  const [key, cert] = [`${file}.key`, `${file}.crt`];
  const names = "subjectAltName=IP:127.0.0.1,DNS:shop.example.com";
  const subject = ["-subj", `/C=US/O=Example/CN=${name}`, "-addext", names];
  const request = ["req", "-x509", ...KEY, "-nodes", "-days", "2"];
  execFileSync("openssl", [...request, ...subject, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  writeFileSync(file, readFileSync(key, "utf8") + readFileSync(cert, "utf8"));
  return file;
}
