import { SignatureError, verifySignature } from "../../../iam/sigv4";
import { sentPath } from "../../common/http/domain-mapping";
import type { GatewayServices } from "../../services";
import type { HttpApi } from "../model/http-api";
import { forbidden } from "../own-responses";
import type { Authorize, Decision } from "./authorize";

/**
 * Lets requests through that are signed with credentials which the runner knows. Whether the
 * policies of that identity allow the request isn't checked: they aren't part of the stack.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
export function iamAuthorizer(
  { executionArn }: HttpApi,
  { credentials }: Pick<GatewayServices, "credentials">,
): Authorize {
  const region = executionArn.split(":")[3] ?? "";
  return ({ request, steps }) => {
    const step = steps?.begin({ step: "authorizer", kind: "IAM" });
    const signed = { ...request, path: sentPath(request) };
    const decision = decide(() => verifySignature(signed, { credentials, region }));
    if (decision.refused) {
      step?.fail(decision.refused.reason ?? "");
    } else {
      step?.end({ caller: decision.caller });
    }
    return Promise.resolve(decision);
  };
}

function decide(verify: () => ReturnType<typeof verifySignature>): Decision {
  try {
    return { caller: { kind: "iam", ...verify() } };
  } catch (error) {
    if (error instanceof SignatureError) {
      const loggedError =
        error.type === "MissingAuthenticationTokenException" ? UNSIGNED : undefined;
      return { refused: { ...forbidden(error.reason), loggedError } };
    }
    throw error;
  }
}

/** AWS's text in the access log. Those for other requests that are refused aren't known. */
const UNSIGNED =
  "The request for the IAM Authorizer doesn't match the format that API Gateway expects.";
