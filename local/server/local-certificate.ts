import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isOwnersOnly, replace, userStateFile } from "../user-state";
import type { NewCertificate } from "./new-certificate";

const DAYS_LEFT = 7;
const DAY = 24 * 60 * 60 * 1000;
const ADDRESSES = ["127.0.0.1", "::1"];

/** A private key and its certificate, in one PEM text. */
export type Identity = string;

/**
 * What a port with TLS presents if no certificate is given. It is kept in the user's own folder: one
 * that is trusted there stays the same. It certifies nothing but names of this machine, and issues
 * no other certificates.
 * @param names host names besides localhost and the addresses of loopback
 */
export async function localIdentity(
  names: readonly string[] = [],
  file = userStateFile("localhost.pem"),
): Promise<Identity> {
  const wanted = { names: ["localhost", ...names], addresses: ADDRESSES };
  const kept = read(file);
  if (kept !== undefined && isUsable(kept, wanted)) {
    return kept;
  }
  // The library takes a tenth of a second to load, and is needed once a year.
  const { newIdentity } = await import("./new-certificate");
  const identity = await newIdentity(wanted);
  try {
    replace(file, identity);
  } catch {
    // Without such a folder, as in some containers, each start makes a new one.
  }
  return identity;
}

function read(file: string): Identity | undefined {
  try {
    return isOwnersOnly(file) ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function isUsable(identity: Identity, { names, addresses }: NewCertificate): boolean {
  try {
    const certificate = new X509Certificate(identity);
    return (
      Date.parse(certificate.validTo) > Date.now() + DAYS_LEFT * DAY &&
      names.every((name) => certificate.checkHost(name) !== undefined) &&
      addresses.every((address) => certificate.checkIP(address) !== undefined)
    );
  } catch {
    return false;
  }
}
