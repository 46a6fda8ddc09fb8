import { randomUUID } from "node:crypto";
import type { BackendResponse } from "../integration/backend";

interface Sent {
  readonly service: string;
  /** With the query. */
  readonly path: string;
  readonly body: Buffer | string;
}

/**
 * The response of SQS to a message without a text, which moto and other servers accept; undefined for
 * any other request. Requests in SQS's JSON aren't checked.
 */
export function emptyMessageResponse({ service, path, body }: Sent): BackendResponse | undefined {
  if (service !== "sqs") {
    return undefined;
  }
  const { searchParams } = new URL(path, "https://service.invalid");
  const form = new URLSearchParams([...searchParams, ...new URLSearchParams(body.toString())]);
  return form.get("Action") === "SendMessage" && !form.get("MessageBody")
    ? missingBody()
    : undefined;
}

function missingBody(): BackendResponse {
  const id = randomUUID();
  const error =
    "<Type>Sender</Type><Code>MissingParameter</Code>" +
    "<Message>The request must contain the parameter MessageBody.</Message><Detail/>";
  const namespace = "http://queue.amazonaws.com/doc/2012-11-05/";
  const xml = `<?xml version="1.0"?><ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
  return {
    status: 400,
    headers: [
      ["Content-Type", "text/xml"],
      ["x-amzn-RequestId", id],
    ],
    body: Buffer.from(xml),
  };
}
