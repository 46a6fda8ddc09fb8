import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { Agent, request } from "node:http";
import { request as tlsRequest } from "node:https";
import type { FormService, JsonApi, JsonService } from "../aws-protocols";
import { FORM_VERSIONS, JSON_APIS } from "../aws-protocols";

/** An error response of a service. */
export class AwsError extends Error {
  constructor(
    /** AWS's name, without a namespace: `ResourceNotFoundException`. Empty if there is none. */
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Longer than any request to a service on this machine takes. */
const LIMIT_MS = 30_000;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Calls AWS services at endpoints on this machine. The signature is fake: such endpoints find the
 * service and the region in it, and don't verify it.
 */
export class AwsClient {
  private readonly agent = new Agent({ keepAlive: true });

  /**
   * @param endpointFor the URL of a service; undefined if it has none
   * @param socketPath the Unix socket that leads to these URLs. @default their hosts and ports
   */
  constructor(
    private readonly endpointFor: (service: string) => string | undefined,
    private readonly socketPath?: string,
  ) {}

  /** @throws AwsError, or Error if there is no connection */
  async json<T>(api: JsonService, region: string, action: string, input: object): Promise<T> {
    const { service = api, target, version }: JsonApi = JSON_APIS[api];
    const { body } = await this.send(service, region, {
      method: "POST",
      path: "/",
      headers: {
        "content-type": `application/x-amz-json-${version}`,
        "x-amz-target": `${target}.${action}`,
      },
      body: JSON.stringify(input),
    });
    return JSON.parse(body || "{}") as T;
  }

  /** @throws AwsError, or Error if there is no connection */
  async form(
    service: FormService,
    region: string,
    action: string,
    input: Readonly<Record<string, string>>,
  ): Promise<void> {
    const form = { Action: action, Version: FORM_VERSIONS[service], ...input };
    await this.send(service, region, {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** @throws AwsError, or Error if there is no connection */
  async s3(region: string, sent: Sent): Promise<void> {
    await this.send("s3", region, sent);
  }

  /** Ends the requests under way. */
  close(): void {
    this.agent.destroy();
  }

  private async send(service: string, region: string, sent: Sent): Promise<Received> {
    const endpoint = this.endpointFor(service);
    if (endpoint === undefined) {
      throw new Error(`there is no endpoint for ${service}`);
    }
    const received = await this.exchange(endpoint, {
      ...sent,
      headers: { ...sent.headers, authorization: authorization(service, region) },
    });
    if (received.status >= 300) {
      throw errorOf(received);
    }
    return received;
  }

  private exchange(endpoint: string, { method, path, headers, body = "" }: Sent) {
    const url = new URL(endpoint);
    const isTls = url.protocol === "https:";
    const options = {
      method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      ...(!isTls && { agent: this.agent }),
      ...(this.socketPath !== undefined && { socketPath: this.socketPath }),
    };
    const at = `${url.origin}${url.pathname.replace(/\/$/, "")}${path}`;
    return new Promise<Received>((resolve, reject) => {
      const sent = (isTls ? tlsRequest : request)(at, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const { statusCode: status = 500, headers: received } = response;
          resolve({ status, headers: received, body: Buffer.concat(chunks).toString("utf8") });
        });
      });
      const late = new Error(`${url.origin} doesn't respond within ${LIMIT_MS / 1_000} seconds`);
      const giveUp = (): void => {
        reject(late);
        sent.destroy();
      };
      const limit = setTimeout(giveUp, LIMIT_MS).unref();
      sent.once("close", () => clearTimeout(limit));
      sent.on("error", reject).end(body);
    });
  }
}

function authorization(service: string, region: string): string {
  const scope = `local/20000101/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}

/** AWS's errors are JSON or XML. */
function errorOf({ status, body }: Received): AwsError {
  const [, xmlCode] = /<Code>([^<]*)</.exec(body) ?? [];
  const [, xmlMessage] = /<Message>([^<]*)</.exec(body) ?? [];
  if (xmlCode !== undefined) {
    return new AwsError(xmlCode, status, xmlMessage ?? xmlCode);
  }
  const { __type = "", message, Message } = jsonOf(body);
  const code = __type.split("#").pop() ?? "";
  return new AwsError(code, status, message ?? Message ?? (code || `status ${status}`));
}

function jsonOf(body: string): { __type?: string; message?: string; Message?: string } {
  try {
    return JSON.parse(body) as { __type?: string };
  } catch {
    return {};
  }
}
