import type { SourceServices } from "./event-source";

/** What an event is sent to: a function, queue, topic or event bus. */
export function isFunction(arn: string): boolean {
  return arn.split(":")[2] === "lambda";
}

/**
 * Sends an event to a target.
 * @returns whether it has arrived; false if it must be sent again
 */
export async function deliver(
  arn: string,
  payload: string,
  { lambda, send }: Pick<SourceServices, "lambda" | "send">,
): Promise<boolean> {
  if (isFunction(arn)) {
    return lambda.handleEvent(arn, payload);
  }
  await send({ target: arn, body: payload, attributes: {}, detailType: "", resources: [] });
  return true;
}
