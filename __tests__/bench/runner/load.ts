import autocannon from "autocannon";
import { percentile } from "../stats";

/** What a server did under load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** A request, and the response that it must have. */
export interface Target {
  readonly url: string;
  readonly body: string;
  /** @default no headers but those of the client */
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws Error when a single response is missing or isn't the expected one */
export async function load(
  { url, body, headers }: Target,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      // Counted ten times a second, to end the run on time.
      {
        url,
        headers,
        connections,
        duration: seconds,
        sampleInt: 100,
        bailout: 1,
        expectBody: body,
      },
      (error: unknown, finished) => {
        if (error) {
          reject(error as Error);
        } else {
          resolve(finished);
        }
      },
    );
    // Its own percentiles are whole milliseconds.
    instance.on("response", (_client, _status, _bytes, responseTime) => {
      milliseconds.push(responseTime);
    });
  });
  const { errors, non2xx, mismatches } = result as autocannon.Result & { mismatches: number };
  if (errors + non2xx + mismatches > 0) {
    const faults = `${errors} failed, ${non2xx} not 2xx, ${mismatches} with another body`;
    throw new Error(`${url} at ${connections} connections: ${faults}.`);
  }
  return {
    requestsPerSecond: milliseconds.length / result.duration,
    p50: percentile(milliseconds, 50),
    p99: percentile(milliseconds, 99),
  };
}
