import type { AwsApi } from "./aws-api";
import { sendToAws } from "./aws-api";

export interface LogEvent {
  readonly eventId: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The events of a log group since a time, oldest first.
 * @param since milliseconds since 1970
 * @throws AwsError
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function* logEvents(
  api: AwsApi,
  logGroupName: string,
  since: number,
): AsyncGenerator<LogEvent> {
  let nextToken: string | undefined;
  let sent: string | undefined;
  do {
    sent = nextToken;
    const { text } = await sendToAws(api, {
      method: "POST",
      path: "/",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "Logs_20140328.FilterLogEvents",
      },
      body: JSON.stringify({ logGroupName, startTime: since, nextToken }),
    });
    const page = JSON.parse(text) as {
      readonly events?: readonly LogEvent[];
      readonly nextToken?: string;
    };
    yield* page.events ?? [];
    nextToken = page.nextToken;
    // Some stand-ins for AWS return the last token again.
  } while (nextToken !== undefined && nextToken !== sent);
}
