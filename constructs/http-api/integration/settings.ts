import type { IConstruct } from "constructs";
import { checkDuration } from "../../core/check-duration";
import { checkLength } from "../../core/checks";
import { Duration } from "../../core/duration";
import { checkedElsewhere, object, string } from "../../core/props";
import type { ParameterMapping } from "./parameter-mapping";

/** Props that all kinds of integration share. */
export interface HttpIntegrationSettings {
  /**
   * Time after which API Gateway gives up and responds with 503, 50 milliseconds to 30 seconds.
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
  /**
   * Changes to requests and responses.
   * @default none
   */
  readonly parameterMapping?: ParameterMapping;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly description?: string;
}

/** The types of the settings. */
export const SETTINGS_KINDS = {
  timeout: checkedElsewhere,
  parameterMapping: object,
  description: string,
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MAX_TIMEOUT = 30_000; // milliseconds

const DEFAULT_TIMEOUT = Duration.millis(MAX_TIMEOUT);

export function timeoutInMilliseconds({
  timeout = DEFAULT_TIMEOUT,
}: HttpIntegrationSettings): number {
  return timeout.in("milliseconds");
}

/** @throws if API Gateway would refuse a setting */
export function checkSettings(scope: IConstruct, settings: HttpIntegrationSettings): void {
  checkDuration(scope, "timeout of the integration", settings.timeout, {
    min: 50,
    max: MAX_TIMEOUT,
    unit: "milliseconds",
  });
  checkLength(scope, "description of the integration", settings.description, { max: 1024 });
}
