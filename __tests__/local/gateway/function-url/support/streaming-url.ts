import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { Runner } from "../../../../../local/runner/runner";
import { logTo } from "../../../support/log-destination";
import { urlStack } from "./url-stack";

/** A URL whose function is a real streaming handler in Node.js. */
export class StreamingUrl {
  log = "";
  private runner: Runner | undefined;

  /** @param body of an async function of `event`, `stream` and `context` */
  start(body: string, invokeMode?: string): Promise<this> {
    return this.startHandler(`async (event, stream, context) => {${body}}`, invokeMode);
  }

  async startHandler(handler: string, invokeMode = "RESPONSE_STREAM"): Promise<this> {
    const code = `exports.handler = awslambda.streamifyResponse(${handler});`;
    const folder = urlStack({ code, url: { invoke_mode: invokeMode }, fn: { timeout: 20 } });
    const log = logTo((text) => (this.log += text));
    this.runner = await Runner.start(folder, { port: 0, log, isPublished: false });
    return this;
  }

  get url(): string {
    return this.runner?.endpoints[0]?.url ?? "";
  }

  /** Where the Invoke API takes invocations of the function. */
  get invocations(): string {
    return `${this.runner?.lambdaUrl}/2015-03-31/functions/notes/invocations`;
  }

  /** The response when its head has arrived. */
  async head(path = "/"): Promise<IncomingMessage> {
    const request = get(`${this.url}${path}`);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    // A connection that is cut is what some tests look for.
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    return response;
  }

  /** The log is complete then. */
  async close(): Promise<void> {
    await this.runner?.close();
    this.runner = undefined;
  }
}
