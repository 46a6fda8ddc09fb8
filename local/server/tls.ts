import { readFileSync } from "node:fs";
import { createSecureContext, type TlsOptions } from "node:tls";

/** What serves HTTPS, and what its clients' certificates are verified with. */
export interface TlsFiles {
  /** PEM file with a private key and its certificate (`--tls`). */
  readonly identityFile: string;
  /** PEM file with the certificates that issue the clients' ones (`--truststore`). */
  readonly truststoreFile?: string;
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
export function readTls({ identityFile, truststoreFile }: TlsFiles): TlsOptions {
  const identity = pemOf("--tls", identityFile, (pem) => ({ key: pem, cert: pem }));
  const clients =
    truststoreFile === undefined
      ? {}
      : {
          ...pemOf("--truststore", truststoreFile, (pem) => ({ ca: pem })),
          requestCert: true,
          rejectUnauthorized: false,
        };
  return { ...identity, ...clients, minVersion: "TLSv1.2" };
}

/**
 * Reads what stages with a client certificate present to the backends of HTTP integrations.
 * @throws Error that names the option, if the file can't be read or isn't such a PEM file
 */
export function readClientIdentity(file: string): ClientIdentity {
  return pemOf("--client-cert", file, (pem) => ({ key: pem, cert: pem }));
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
