import type { IConstruct } from "constructs";
import { checkDuration } from "../../core/check-duration";
import { checkLength } from "../../core/checks";
import { Duration } from "../../core/duration";
import { escaped } from "../../core/literal";
import { checkedElsewhere, string } from "../../core/props";
import { unlessDefault } from "../../api-gateway";

/** Props that all kinds of integration of a WebSocket API share. */
export interface WebSocketIntegrationSettings {
  /**
   * Time after which API Gateway gives up, 50 milliseconds to 29 seconds. The client then gets
   * `Endpoint request timed out`, or 504 if it is connecting.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly description?: string;
}

/** The types of the settings. */
export const SETTINGS_KINDS = { timeout: checkedElsewhere, description: string };

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
const MAX_TIMEOUT = 29_000; // milliseconds

/**
 * The attributes of the settings, and what of them an integration's id depends on.
 * @throws if API Gateway would refuse a setting
 */
export function settingsOf(
  scope: IConstruct,
  { timeout = Duration.millis(MAX_TIMEOUT), description }: WebSocketIntegrationSettings,
) {
  checkDuration(scope, "timeout of the integration", timeout, {
    min: 50,
    max: MAX_TIMEOUT,
    unit: "milliseconds",
  });
  checkLength(scope, "description of the integration", description, { max: 1024 });
  const timeoutMilliseconds = timeout.in("milliseconds");
  return {
    idParts: { timeout: unlessDefault(timeoutMilliseconds, MAX_TIMEOUT), description },
    attributes: { timeoutMilliseconds, description: escaped(description) },
  };
}
