// The library's containers need it.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralName,
} from "@peculiar/x509";
import { KeyObject, webcrypto } from "node:crypto";

/** What a certificate is for. */
export interface NewCertificate {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
/** The longest that Apple's clients accept. */
const DAYS = 397;
const DAY = 24 * 60 * 60 * 1000;

/**
 * @param from when its 397 days begin
 * @returns a new private key and its self-signed certificate, in one PEM text
 */
export async function newIdentity(
  { names, addresses }: NewCertificate,
  from = new Date(),
): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const alternatives: JsonGeneralName[] = [
    ...names.map((value) => ({ type: "dns" as const, value })),
    ...addresses.map((value) => ({ type: "ip" as const, value })),
  ];
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: "CN=localhost,OU=cdktf-lambda-api",
      keys,
      signingAlgorithm: ALGORITHM,
      notBefore: from,
      notAfter: new Date(from.getTime() + DAYS * DAY),
      extensions: [
        // Whoever has the key can't issue certificates for other names.
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(alternatives),
      ],
    },
    webcrypto,
  );
  const key = KeyObject.from(keys.privateKey).export({ format: "pem", type: "pkcs8" });
  return `${String(key)}${certificate.toString("pem")}\n`;
}
