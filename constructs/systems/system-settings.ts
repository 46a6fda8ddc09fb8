import type { Duration } from "../core/duration";
import type { ThrottleSettings } from "../api-gateway";

/** What differs between the environments, as every system takes it. */
export interface SystemSettings {
  /** How long logs are kept. */
  readonly logRetention: Duration;
  /** Whether requests are traced with X-Ray. */
  readonly tracing: boolean;
  /** Limits of each stage. */
  readonly throttle: ThrottleSettings;
}
