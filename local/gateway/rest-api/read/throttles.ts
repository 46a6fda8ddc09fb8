import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import type { Throttle } from "../../common/limits/throttle";
import type { MethodSettings } from "../model/method-settings";
import { readMethodSettings } from "./method-settings";

/** What the provider sends for a limit that isn't set: the account's limit applies. */
const UNLIMITED = -1;
/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT = { burst: 5_000, rate: 10_000 } satisfies Throttle;

/** How a stage throttles its methods; undefined for a method that only the account's limits hold. */
export function readThrottles(
  stack: ResolvedStack,
  api: ResolvedResource,
  stage: ResolvedResource,
): MethodSettings<Throttle | undefined> {
  return readMethodSettings(stack, api, stage, throttleOf);
}

function throttleOf(settings: Attributes): Throttle | undefined {
  const burst = settings.number("throttling_burst_limit") ?? UNLIMITED;
  const rate = settings.number("throttling_rate_limit") ?? UNLIMITED;
  if (burst < 0 && rate < 0) {
    return undefined;
  }
  return { burst: burst < 0 ? ACCOUNT.burst : burst, rate: rate < 0 ? ACCOUNT.rate : rate };
}
