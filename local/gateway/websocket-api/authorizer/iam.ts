import { SignatureError, verifySignature } from "../../../iam/sigv4";
import { sentPath } from "../../common/http/domain-mapping";
import type { GatewayServices } from "../../services";
import type { Caller } from "../connection/caller";
import type { WebSocketApi } from "../model/web-socket-api";
import type { Authorize } from "./authorize";
import { refused } from "./refused";

/**
 * AWS_IAM: the handshake is signed, in its headers or its query, by an identity whose credentials the
 * runner knows. Whether the policies of that identity allow it isn't checked: they aren't part of the
 * stack.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function iamAuthorizer(
  { executionArn }: WebSocketApi,
  { credentials }: Pick<GatewayServices, "credentials">,
): Authorize {
  const region = executionArn.split(":")[3] ?? "";
  return (handshake) => {
    const { request, steps } = handshake;
    const step = steps?.begin({ step: "authorizer", kind: "IAM" });
    const signed = { ...request, path: sentPath(request) };
    try {
      const caller = verifySignature(signed, { credentials, region });
      step?.end({ caller });
      return Promise.resolve({ caller: { identity: identityOf(caller) } });
    } catch (error) {
      if (!(error instanceof SignatureError)) {
        throw error;
      }
      step?.fail(error.reason);
      return Promise.resolve({ refused: refused(handshake, 403, error.reason, error.message) });
    }
  };
}

function identityOf({
  accessKey,
  accountId,
  userArn,
  userId,
  principalOrgId,
}: ReturnType<typeof verifySignature>): Caller["identity"] {
  return {
    accessKey,
    accountId,
    caller: userId,
    ...(principalOrgId !== null && { principalOrgId }),
    user: userId,
    userArn,
  };
}
