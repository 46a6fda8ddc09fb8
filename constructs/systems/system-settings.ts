import type { ThrottleSettings } from "../api-gateway";

/** What differs between the environments, as every system takes it. */
export interface SystemSettings {
  /** Days that logs are kept. */
  readonly logRetention: number;
  /** Whether requests are traced with X-Ray. */
  readonly tracing: boolean;
  /** Limits of each stage. */
  readonly throttle: ThrottleSettings;
}
