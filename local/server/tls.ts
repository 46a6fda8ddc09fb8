import { readFileSync } from "node:fs";
import { createSecureContext, type SecureVersion, type TlsOptions } from "node:tls";
import { localIdentity } from "./local-certificate";

const OLDEST: SecureVersion = "TLSv1.2";
const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** What serves HTTPS, and what its clients' certificates are verified with. */
export interface TlsFiles {
  /** PEM file with a private key and its certificate (`--tls`). */
  readonly identityFile: string;
  /** PEM file with the certificates that issue the clients' ones (`--truststore`). */
  readonly truststoreFile?: string;
}

/** TLS on a port. */
export interface PortTls {
  readonly options: TlsOptions;
  /** False: the port takes plain HTTP too. */
  readonly isRequired: boolean;
  /** The certificate that clients of the port have to trust, in PEM format. */
  readonly certificate: string;
}

/** What a client presents to a server, in PEM format. */
export interface ClientIdentity {
  readonly key: string;
  readonly cert: string;
}

/**
 * Reads the files. Without a truststore, clients aren't asked for a certificate. With one, whether a
 * client needs one is decided by request: only custom domains with mutual TLS do.
 * @throws Error that names the option, if a file can't be read or isn't such a PEM file
 */
export function readTls({ identityFile, truststoreFile }: TlsFiles): PortTls {
  const identity = pemOf("--tls", identityFile, (pem) => ({ key: pem, cert: pem }));
  const clients =
    truststoreFile === undefined
      ? {}
      : {
          ...pemOf("--truststore", truststoreFile, (pem) => ({ ca: pem })),
          requestCert: true,
          rejectUnauthorized: false,
        };
  const options = { ...identity, ...clients, minVersion: OLDEST };
  return { options, isRequired: true, certificate: certificatesIn(identity.cert) };
}

/**
 * TLS beside plain HTTP, with a certificate of the runner's own: handlers that make an HTTPS URL of
 * the host in their event reach the runner, as they reach API Gateway.
 * @param names host names besides those of loopback
 */
export async function localTls(names: readonly string[] = []): Promise<PortTls> {
  const pem = await localIdentity(names);
  const options = { key: pem, cert: pem, minVersion: OLDEST };
  return { options, isRequired: false, certificate: certificatesIn(pem) };
}

/**
 * Reads what stages with a client certificate present to the backends of HTTP integrations.
 * @throws Error that names the option, if the file can't be read or isn't such a PEM file
 */
export function readClientIdentity(file: string): ClientIdentity {
  return pemOf("--client-cert", file, (pem) => ({ key: pem, cert: pem }));
}

/** The text without the private key. */
function certificatesIn(pem: string): string {
  return (pem.match(CERTIFICATES) ?? []).map((one) => `${one}\n`).join("");
}

function pemOf<T extends TlsOptions>(option: string, file: string, use: (pem: string) => T): T {
  try {
    const pem = readFileSync(file, "utf8");
    if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
      throw new Error("it has no certificate in PEM format");
    }
    const options = use(pem);
    createSecureContext(options);
    return options;
  } catch (error) {
    throw new Error(`${option} ${file} can't be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
