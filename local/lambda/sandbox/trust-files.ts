import { writeFileSync } from "node:fs";
import path from "node:path";
import { rootCertificates } from "node:tls";

/** PEM files with certificates that handlers trust. */
export interface TrustFiles {
  /** The runner's certificate. */
  readonly added: string;
  /** The runner's certificate and the public authorities' ones. */
  readonly all: string;
}

/**
 * Writes the files into a folder.
 * @param certificate the runner's certificate, in PEM format
 */
export function writeTrustFiles(folder: string, certificate: string): TrustFiles {
  const files = { added: path.join(folder, "runner.pem"), all: path.join(folder, "trusted.pem") };
  writeFileSync(files.added, certificate);
  writeFileSync(files.all, [...rootCertificates, certificate].join("\n"));
  return files;
}

/**
 * The variables by which clients trust the runner's certificate. Node.js adds what its file has to
 * the certificates that it trusts anyway; the others trust nothing but what is in the file.
 */
export function trustVariables({ added, all }: TrustFiles): Record<string, string> {
  return {
    NODE_EXTRA_CA_CERTS: added,
    AWS_CA_BUNDLE: all,
    REQUESTS_CA_BUNDLE: all,
    SSL_CERT_FILE: all,
  };
}

/**
 * What replaces a function's own variable that names the certificates in Lambda's runtime folder.
 * AWS's documentation advises to set it, and the file doesn't exist here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function inPlaceOfRuntimeFile(
  { NODE_EXTRA_CA_CERTS: file = "" }: Readonly<Record<string, string>>,
  { all }: TrustFiles,
): Record<string, string> {
  return file.startsWith("/var/runtime/") ? { NODE_EXTRA_CA_CERTS: all } : {};
}
