import { functionOf } from "../../common/integration/function-uri";
import type { InvokeCheck } from "../../common/permissions/invoke-permissions";
import type { Call } from "../call/call";
import { configurationError } from "../call/gateway-error";
import { fillStageVariables } from "../integration-request/stage-variables";
import type { LambdaTarget } from "./integration-kind";

/** Lambda accepts no other method. @throws GatewayError 500 */
export function requirePost({ httpMethod }: LambdaTarget): void {
  if (httpMethod !== "POST") {
    throw configurationError(
      `the integration's HTTP method is ${httpMethod}; Lambda accepts POST only`,
    );
  }
}

/**
 * The function that an integration's uri names.
 * @throws GatewayError 500 where API Gateway may not invoke it
 */
export function invokedFunction(call: Call, { uri }: LambdaTarget, whyDenied: InvokeCheck): string {
  const functionRef = functionOf(fillStageVariables(uri, call));
  const denial = whyDenied(call.stage.name, call.request.method, functionRef);
  if (denial !== undefined) {
    throw configurationError(denial);
  }
  return functionRef;
}
