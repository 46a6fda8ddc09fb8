import type { Duration } from "../core/duration";
import type { ThrottleSettings } from "../api-gateway";

/** The settings that differ between environments. */
export interface SystemSettings {
  /** How long logs are kept. */
  readonly logRetention: Duration;
  /** Whether requests are traced with X-Ray. */
  readonly tracing: boolean;
  /** Limits of each stage. */
  readonly throttle: ThrottleSettings;
}
