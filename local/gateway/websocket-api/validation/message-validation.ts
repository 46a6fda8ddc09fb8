import type { CheckBody } from "../../common/models/models";
import { named } from "../../common/limits/work-limit";
import type { Call } from "../call";
import type { Integrate } from "../integration/integrate";
import { selectRoute, type SelectionExpression } from "../model/selection-expression";
import { ownResponse } from "../own-responses";

/** How the messages of a route are checked before its integration is called. */
export interface MessageValidation {
  /** Terraform address of the route. */
  readonly address: string;
  /** Yields the key of a message's model. */
  readonly selection: SelectionExpression;
  /** The checks against models by their keys; `$default` is for all other messages. */
  readonly checks: ReadonlyMap<string, CheckBody>;
}

/**
 * Calls the integration only for messages that match their model. Handshakes and the ends of
 * connections have no body to check.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export function validated(
  validation: MessageValidation | undefined,
  integrate: Integrate,
): Integrate {
  if (!validation) {
    return integrate;
  }
  return (call) => {
    const reason =
      call.cause.kind === "message" ? problemOf(call.cause.body, validation) : undefined;
    return reason === undefined ? integrate(call) : Promise.resolve(badRequestBody(call, reason));
  };
}

function problemOf(
  body: string,
  { address, selection, checks }: MessageValidation,
): string | undefined {
  const key = selectRoute(selection, body);
  const check = checks.get(key) ?? checks.get("$default");
  if (!check) {
    return `request_models has no model for ${JSON.stringify(key)}, and none for $default`;
  }
  const problem = named(`${address}: the check of a message against its model`, () => check(body));
  return problem === undefined ? undefined : `the message doesn't match its model: ${problem}`;
}

function badRequestBody({ connection, ids }: Call, reason: string) {
  const names = { connectionId: connection.id, requestId: ids.extendedRequestId };
  return ownResponse(400, "Bad request body", names, reason);
}
