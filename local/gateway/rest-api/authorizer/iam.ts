import { sentPath } from "../../common/http/domain-mapping";
import { SignatureError, verifySignature } from "../../../iam/sigv4";
import { GatewayError } from "../call/gateway-error";
import type { Prepare } from "./authorize";

/**
 * AWS_IAM: the request is signed by an identity whose credentials the runner knows. Whether the
 * policies of that identity allow the request isn't checked: they aren't part of the stack.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html
 */
export const iam: Prepare<"AWS_IAM"> = (_, { credentials, api }) => {
  return (call) => {
    const step = call.steps?.begin({ step: "authorizer", kind: "IAM" });
    const signed = { ...call.request, path: sentPath(call.request) };
    try {
      const caller = verifySignature(signed, { credentials, region: api.region });
      step?.end({ caller });
      return { caller };
    } catch (error) {
      throw error instanceof SignatureError ? asGatewayError(error) : error;
    }
  };
};

function asGatewayError({ type, message, reason }: SignatureError): GatewayError {
  return type === "MissingAuthenticationTokenException"
    ? new GatewayError("MISSING_AUTHENTICATION_TOKEN", reason)
    : new GatewayError("INVALID_SIGNATURE", reason, { errorType: type, message });
}
