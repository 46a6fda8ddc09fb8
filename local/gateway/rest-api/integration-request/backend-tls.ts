import type { ClientIdentity } from "../../../server/tls";
import type { BackendTls } from "../../common/integration/backend";
import type { Call } from "../call/call";
import type { Integration } from "../model/rest-api";

/**
 * How API Gateway connects to a backend by HTTPS.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export function backendTls(
  { stage }: Call,
  { skipsVerification }: Integration,
  identity: ClientIdentity | undefined,
): BackendTls {
  return { skipsVerification, ...(stage.hasClientCertificate && identity && { identity }) };
}
