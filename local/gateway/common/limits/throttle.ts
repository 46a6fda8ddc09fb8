/**
 * A limit on requests, by the token bucket algorithm.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export interface Throttle {
  /** Requests that may arrive at once. 0: none is admitted. */
  readonly burst: number;
  /** Requests per second. */
  readonly rate: number;
}

interface Bucket {
  readonly tokens: number;
  /** By the clock of the buckets. */
  readonly filledAt: number;
}

/** One token bucket for each thing that is throttled: it holds the burst, and refills at the rate. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  /** @param now milliseconds, from any moment on */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes a token; false if the bucket has none. */
  take(id: string, { burst, rate }: Throttle): boolean {
    const now = this.now();
    const { tokens, filledAt } = this.buckets.get(id) ?? { tokens: burst, filledAt: now };
    const filled = Math.min(burst, tokens + ((now - filledAt) / 1000) * rate);
    if (filled < 1) {
      return false;
    }
    this.buckets.set(id, { tokens: filled - 1, filledAt: now });
    return true;
  }
}

/** `10 requests per second, 20 at once` */
export function limitText({ burst, rate }: Throttle): string {
  return `${rate} requests per second, ${burst} at once`;
}
