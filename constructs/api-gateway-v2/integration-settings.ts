import type { IConstruct } from "constructs";
import { checkLength, checkRange } from "../core/checks";
import type { ParameterMapping } from "../http-api/integration/parameter-mapping";

/** What every kind of integration can be told. */
export interface HttpIntegrationSettings {
  /**
   * Milliseconds after which API Gateway gives up and answers 503, 50 to 30000.
   * @default 30000
   */
  readonly timeout?: number;
  /**
   * What is changed in requests and responses on their way.
   * @default nothing
   */
  readonly parameterMapping?: ParameterMapping;
  /**
   * Up to 1024 characters.
   * @default none
   */
  readonly description?: string;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MAX_TIMEOUT = 30000;

/** @throws if a setting is out of API Gateway's range */
export function checkSettings(scope: IConstruct, settings: HttpIntegrationSettings): void {
  checkRange(scope, "timeout of the integration", settings.timeout, {
    min: 50,
    max: MAX_TIMEOUT,
    unit: "milliseconds",
  });
  checkLength(scope, "description of the integration", settings.description, { max: 1024 });
}

/** What a value is, unless it is the default. */
export function unlessDefault<T>(value: T | undefined, byDefault: T): T | undefined {
  return value === byDefault ? undefined : value;
}
