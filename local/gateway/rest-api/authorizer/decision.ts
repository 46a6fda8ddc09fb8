import {
  parsePolicyOutput,
  PolicyOutputError,
  type PolicyOutput,
} from "../../common/permissions/policy-output";
import { GatewayError } from "../call/gateway-error";

/** The output of a Lambda authorizer. Whether it allows a request is up to its policy. */
export interface Decision extends PolicyOutput {
  readonly principalId: string;
}

/** @throws GatewayError 500 for an output that a REST API doesn't accept */
export function parseDecision(payload: Buffer): Decision {
  try {
    const output = parsePolicyOutput(payload, "refused");
    const { principalId } = output;
    if (principalId) {
      return { ...output, principalId };
    }
    throw new PolicyOutputError("it has no principalId");
  } catch (error) {
    throw error instanceof PolicyOutputError
      ? new GatewayError("AUTHORIZER_CONFIGURATION_ERROR", error.message)
      : error;
  }
}
