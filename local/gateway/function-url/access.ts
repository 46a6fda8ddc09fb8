import { SignatureError, verifySignature, type Caller } from "../../iam/sigv4";
import type { HttpRequest, HttpResponse } from "../common/http/http-message";
import type { GatewayServices } from "../services";
import type { StepRecorder } from "../trace/step-recorder";
import type { FunctionUrl } from "./function-url";
import { forbidden, invalidSignature } from "./own-responses";

/** Who calls, undefined for everybody; or the response to a request that is refused. */
export type Access =
  | { readonly caller: Caller | undefined; readonly refused?: undefined }
  | { readonly refused: HttpResponse };

/**
 * Decides who may call: everybody, if the function's policy allows it, or who has signed the request.
 * Whether the policies of that identity allow the request isn't checked: they aren't part of the stack.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function accessTo(
  { authorizationType, functionArn, region }: FunctionUrl,
  { permissions, credentials }: Pick<GatewayServices, "permissions" | "credentials">,
): (request: HttpRequest, steps: StepRecorder | undefined) => Access {
  if (authorizationType === "AWS_IAM") {
    return (request, steps) => {
      const step = steps?.begin({ step: "authorizer", kind: "IAM" });
      const access = signedAccess(() =>
        verifySignature(request, { credentials, region, service: "lambda" }),
      );
      if (access.refused) {
        step?.fail(access.refused.reason ?? "");
      } else {
        step?.end({ caller: access.caller });
      }
      return access;
    };
  }
  const denial = permissions.publicUrlDenial(functionArn);
  return () => (denial === undefined ? { caller: undefined } : { refused: forbidden(denial) });
}

function signedAccess(verify: () => Caller): Access {
  try {
    return { caller: verify() };
  } catch (error) {
    if (!(error instanceof SignatureError)) {
      throw error;
    }
    const { type, message, reason } = error;
    return {
      refused:
        type === "MissingAuthenticationTokenException"
          ? forbidden(reason)
          : invalidSignature(type, message, reason),
    };
  }
}
