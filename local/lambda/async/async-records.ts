import type { FunctionConfig } from "../config/function-config";
import type { AsyncOutcome } from "./async-invocations";

/** What is sent to a destination or a dead-letter queue. */
export interface AsyncRecord {
  /** ARN of a queue, topic, event bus or function. */
  readonly target: string;
  /** JSON. */
  readonly body: string;
  /** Message attributes: numbers are of the type Number. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Of the event on an event bus. */
  readonly detailType: string;
  /** ARNs that the event on an event bus is about. */
  readonly resources: readonly string[];
}

/** An event that was to be handled. */
export interface AsyncEvent {
  readonly requestId: string;
  readonly payload: string;
  readonly version: string;
}

/**
 * The records of an ended invocation, for its dead-letter queue and its destination.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function asyncRecords(
  { async: config, arn }: Pick<FunctionConfig, "async" | "arn">,
  event: AsyncEvent,
  outcome: AsyncOutcome,
): AsyncRecord[] {
  const isSuccess = outcome.condition === "Success";
  const destination = isSuccess ? config.onSuccess : config.onFailure;
  const deadLetterTarget = isSuccess ? undefined : config.deadLetterTarget;
  const functionArn = `${arn}:${event.version}`;
  return [
    ...(deadLetterTarget === undefined ? [] : [deadLetter(deadLetterTarget, event, outcome)]),
    ...(destination === undefined
      ? []
      : [
          {
            target: destination,
            body: JSON.stringify(destinationRecord(functionArn, event, outcome)),
            attributes: {},
            detailType: `Lambda Function Invocation Result - ${isSuccess ? "Success" : "Failure"}`,
            resources: [destination, functionArn],
          },
        ]),
  ];
}

/** The event itself, with the error in attributes. */
function deadLetter(target: string, event: AsyncEvent, { failure }: AsyncOutcome): AsyncRecord {
  const attributes = {
    RequestID: event.requestId,
    ErrorCode: 200,
    ErrorMessage: errorMessage(failure).slice(0, 1024),
  };
  return { target, body: event.payload, attributes, detailType: "", resources: [] };
}

function destinationRecord(
  functionArn: string,
  { requestId, payload, version }: AsyncEvent,
  { condition, attempts, result }: AsyncOutcome,
): object {
  return {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    requestPayload: jsonOf(payload),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: version,
        ...(result.functionError && { functionError: result.functionError }),
      },
      responsePayload: jsonOf(result.payload.toString("utf8")),
    }),
  };
}

/** Of an error object, its message. */
function errorMessage(failure: string): string {
  const { errorMessage: message } = (jsonOf(failure) ?? {}) as { readonly errorMessage?: unknown };
  return typeof message === "string" ? message : failure;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? null : text;
  }
}
