import { SignatureError, type Caller } from "../../../iam/sigv4";
import type { FunctionCallers, SignedBy } from "../../common/permissions/function-callers";
import type { HttpRequest, HttpResponse } from "../../common/http/http-message";
import type { RequestIds } from "../../common/http/ids";
import type { StepRecorder } from "../../trace/step-recorder";
import { refused } from "./responses";

const ACTION = "execute-api:ManageConnections";

/** Who manages connections, and the response where that isn't allowed. */
export interface Checked {
  /** Undefined if nobody whom the runner knows has signed the request. */
  readonly caller?: Caller;
  readonly denial?: HttpResponse;
}

/**
 * Refuses a request that isn't signed, or whose caller may not manage connections.
 * @param resource ARN that policies must allow. It names no connection, as on AWS.
 */
export function checkCaller(
  callers: FunctionCallers,
  request: HttpRequest,
  resource: string,
  ids: RequestIds,
  steps: StepRecorder | undefined,
): Checked {
  const step = steps?.begin({ step: "authorizer", kind: "IAM" });
  try {
    const [, , , region = ""] = resource.split(":");
    const signedBy = callers.verify(request, region);
    const denial = denialBy(callers, signedBy, resource, ids);
    if (denial) {
      step?.fail(denial.reason ?? "");
    } else {
      step?.end({ caller: signedBy.caller });
    }
    return { caller: signedBy.caller, denial };
  } catch (error) {
    if (!(error instanceof SignatureError)) {
      throw error;
    }
    step?.fail(error.reason);
    const body = JSON.stringify({ message: error.message });
    return { denial: refused(ids, 403, error.type, body, error.reason) };
  }
}

/** Only what a function's role may do is part of the stack. */
function denialBy(
  callers: FunctionCallers,
  { caller, roleArn }: SignedBy,
  resource: string,
  ids: RequestIds,
): HttpResponse | undefined {
  if (roleArn === undefined) {
    return undefined;
  }
  const { isAllowed, isDeniedExplicitly } = callers.access(roleArn, ACTION, resource);
  if (isAllowed) {
    return undefined;
  }
  const why = isDeniedExplicitly
    ? "with an explicit deny in an identity-based policy"
    : `because no identity-based policy allows the ${ACTION} action`;
  // AWS shows the last four digits of the account.
  const masked = resource.replace(/:\d{8}(\d{4}):/, ":********$1:");
  const Message = `User: ${caller.userArn} is not authorized to perform: ${ACTION} on resource: ${masked} ${why}`;
  const missing = JSON.stringify({ Effect: "Allow", Action: ACTION, Resource: resource });
  const fix = isDeniedExplicitly
    ? "remove or narrow the statement that denies it"
    : `add ${missing}`;
  const reason = `the policies of ${roleArn} don't allow ${ACTION} on ${resource}: ${fix}`;
  return refused(ids, 403, "AccessDeniedException", JSON.stringify({ Message }), reason);
}
