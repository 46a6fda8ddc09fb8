import { integrationFacts, splitAtAuthorizer } from "../../common/access-log/integration-facts";
import type { LoggingLevel } from "../../common/api-v2/stage";
import type { HttpResponse } from "../../common/http/http-message";
import { withoutBreaks, type WriteLine } from "../../common/log/log-line";
import type { Call } from "../call";
import type { Integrate } from "../integration/integrate";
import { beginningOf, endOf, endpointLine, functionErrorLine } from "./lines";

/**
 * Writes the lines of what reaches the integration into the execution log of its stage: with the
 * level `INFO` all of them, with `ERROR` only that of a function that failed.
 * @param isKeyRequired whether API keys are checked: AWS's lines for them aren't known
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export function withExecutionLog(
  isKeyRequired: boolean,
  integrate: Integrate,
  write: WriteLine | undefined,
): Integrate {
  if (!write) {
    return integrate;
  }
  return async (call) => {
    const level = levelOf(call);
    if (level === "OFF") {
      return integrate(call);
    }
    const add = (lines: readonly string[]) => {
      lines.forEach((line) => write(withoutBreaks(`(${call.ids.extendedRequestId}) ${line}`)));
    };
    add(level === "INFO" ? beginningOf(call, isKeyRequired) : []);
    const response = await integrate(call);
    add(linesAfter(call, response, level));
    return response;
  };
}

function levelOf({ stage, routeKey }: Call): LoggingLevel {
  return stage.routeLoggingLevels.get(routeKey) ?? stage.defaultLoggingLevel;
}

function linesAfter(call: Call, response: HttpResponse, level: LoggingLevel): string[] {
  const [, called] = splitAtAuthorizer(call.steps?.finish() ?? []);
  const { requestId, functionError } = integrationFacts(called);
  const failed =
    functionError === undefined || requestId === undefined
      ? []
      : [functionErrorLine(functionError, requestId)];
  if (level === "ERROR") {
    return failed;
  }
  const endpoint = requestId === undefined ? [] : [endpointLine(requestId)];
  return [...failed, ...endpoint, ...endOf(call, response.status)];
}
