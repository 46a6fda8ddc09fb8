import { LambdaServiceError } from "../../../lambda/lambda-service";
import { IntegrationFailure, type FailureKind } from "../../common/integration/integration-failure";
import { PatternError } from "../../common/java/regex";
import { invocationRefused } from "../../common/log/reasons";
import { CutError } from "../../common/limits/work-limit";
import { ConversionError } from "../../common/mapping/base64";
import { badGateway, configurationError, GatewayError } from "../call/gateway-error";

/**
 * The gateway response that an error leads to. Errors of templates, mappings and conversions are
 * errors of the API's configuration.
 * @throws the error itself where it is a bug of the runner
 */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) {
    return error;
  }
  if (
    error instanceof PatternError ||
    error instanceof CutError ||
    error instanceof ConversionError
  ) {
    return configurationError(error.message);
  }
  if (error instanceof LambdaServiceError) {
    return invocationFailure(error);
  }
  if (error instanceof IntegrationFailure) {
    return FAILURES[error.kind](error.reason);
  }
  throw error;
}

/** An invocation that didn't start: 500 where the configuration is wrong, 502 where Lambda fails. */
function invocationFailure(error: LambdaServiceError): GatewayError {
  const isRefused = error.code === "ResourceNotFoundException" || error.status === 403;
  const reason = invocationRefused(error);
  return isRefused ? configurationError(reason) : badGateway(reason);
}

const FAILURES: Readonly<Record<FailureKind, (reason: string) => GatewayError>> = {
  "invalid url": configurationError,
  late: (reason) => new GatewayError("INTEGRATION_TIMEOUT", reason),
  "malformed parameter": configurationError,
  "outside its base": (reason) => new GatewayError("BAD_REQUEST_PARAMETERS", reason),
  unreachable: (reason) => new GatewayError("INTEGRATION_FAILURE", reason),
};
