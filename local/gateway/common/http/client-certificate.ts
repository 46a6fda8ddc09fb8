import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";

/**
 * The client's certificate in events.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export interface ClientCertificate {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  readonly serialNumber: string;
  readonly validity: {
    /** `May 28 12:30:02 2019 GMT` */
    readonly notBefore: string;
    readonly notAfter: string;
  };
}

/** The certificate of a connection, and whether the truststore's certificates have issued it. */
export function peerCertificate({ socket }: Pick<IncomingMessage, "socket">) {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return (
    certificate && { certificate, isTrusted: socket instanceof TLSSocket && socket.authorized }
  );
}

/** Undefined for a client without a certificate, or with one that isn't trusted. */
export function clientCertificate(
  request: Pick<IncomingMessage, "socket">,
): ClientCertificate | undefined {
  const peer = peerCertificate(request);
  if (!peer?.isTrusted) {
    return undefined;
  }
  const { certificate } = peer;
  return {
    clientCertPem: certificate.toString(),
    subjectDN: onOneLine(certificate.subject),
    issuerDN: onOneLine(certificate.issuer),
    serialNumber: (certificate.serialNumber.toLowerCase().match(/../g) ?? []).join(":"),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

function onOneLine(name: string): string {
  return name.split("\n").join(",");
}
