import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { crossOriginRefusal } from "../../server/cross-origin";
import type { KnownHosts } from "../../server/known-hosts";
import type { Log } from "../../log/log";
import type { Readiness } from "../../server/loopback";
import { LoopbackServer } from "../../server/loopback";
import type { Late } from "../../server/stopping";
import type { FunctionConfig, UnsupportedFunction } from "../config/function-config";
import type { InvocationTarget } from "../function-set";
import type { InvokeOptions, LambdaService } from "../lambda-service";
import { LambdaServiceError } from "../lambda-service";
import {
  type EndpointAdvice,
  type MissingEndpoint,
  missingEndpoint,
  missingEndpointResponse,
} from "./missing-endpoint";
import { streamInvocation } from "./streamed-invocation";
import { checkedPayload, header, invokeOptions, readPayload } from "./invocation-request";
import type { InvocableSchedule } from "./named-views";
import { FUNCTIONS_PATH, invocableFunctions, SCHEDULES_PATH } from "./named-views";
import { accountSettings, functionView, listFunctions } from "./lambda-api-views";

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const STREAMED = /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/;
const FUNCTION = /^\/2015-03-31\/functions\/([^/]+)$/;

/** The functions that the API serves. */
export interface InvocableFunctions extends Pick<LambdaService, "invoke"> {
  readonly functions: readonly FunctionConfig[];
  readonly unservable: readonly UnsupportedFunction[];
  /** @throws LambdaServiceError ResourceNotFoundException */
  find(functionRef: string, qualifier?: string): InvocationTarget;
  /** @returns the request ID */
  invokeAsync(functionRef: string, payload: Buffer | string, options: InvokeOptions): string;
}

/** The response was sent while the handler wrote it. */
const STREAMING = Symbol("streaming");

interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/**
 * The API of Lambda on loopback, as `aws lambda invoke --endpoint-url` and the AWS SDKs use it.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export class InvokeApi {
  private readiness: Readiness = () => undefined;
  private readonly server = new LoopbackServer(
    (request, response) => this.handle(request, response),
    () => this.readiness(),
  );

  constructor(
    private readonly lambda: InvocableFunctions,
    private readonly hosts: KnownHosts,
    private readonly log: Log,
    private readonly schedules: () => readonly InvocableSchedule[] = () => [],
    private readonly endpointAdvice?: EndpointAdvice,
  ) {}

  /** Undefined until it listens. */
  get url(): string | undefined {
    return this.server.url || undefined;
  }

  listen(port: number, readiness: Readiness): Promise<string> {
    this.readiness = readiness;
    return this.server.listen(port, "the Lambda API");
  }

  /** Accepts no more requests and lets running ones end. */
  close(late?: Late): Promise<void> {
    return this.server.close(late);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const responded = await this.respond(request, response).catch(errorResponse);
    if (responded === STREAMING) {
      return;
    }
    const { status, headers, body } = responded;
    response.writeHead(status, {
      "X-Amzn-RequestId": randomUUID(),
      ...(body !== undefined && {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
      }),
      ...headers,
    });
    response.end(body);
  }

  private async respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<ApiResponse | typeof STREAMING> {
    this.refuseStrangers(request);
    const missing = missingEndpoint(request, this.endpointAdvice);
    if (missing) {
      return this.refuseService(missing, request);
    }
    const [path = "", ...query] = (request.url ?? "").split("?");
    const qualifier = new URLSearchParams(query.join("?")).get("Qualifier") ?? undefined;
    const [, invoked] = INVOCATIONS.exec(path) ?? [];
    if (invoked && request.method === "POST") {
      return this.invoke(decode(invoked), qualifier, request);
    }
    const [, streamed] = STREAMED.exec(path) ?? [];
    if (streamed && request.method === "POST") {
      await this.stream(decode(streamed), qualifier, request, response);
      return STREAMING;
    }
    if (request.method === "GET") {
      const view = await this.view(path, qualifier);
      if (view) {
        return { status: 200, body: JSON.stringify(view) };
      }
    }
    const what = `${request.method} ${path}`;
    throw new LambdaServiceError(
      "UnknownOperationException",
      404,
      `The local runner does not serve ${what}.`,
    );
  }

  /** @throws LambdaServiceError 403 if a web page may have sent the request */
  private refuseStrangers(request: IncomingMessage): void {
    const reason = this.hosts.refusal(request) ?? crossOriginRefusal(request, "the Lambda API");
    if (reason === undefined) {
      return;
    }
    const { method = "", url = "" } = request;
    const [path = ""] = url.split("?", 1);
    this.log.report({ api: "Lambda API", method, path, status: 403, reason });
    const message = `The local runner refuses the request: ${reason}.`;
    throw new LambdaServiceError("AccessDeniedException", 403, message);
  }

  private async refuseService(
    missing: MissingEndpoint,
    request: IncomingMessage,
  ): Promise<ApiResponse> {
    const { service, operation: path, reason } = missing;
    // A response to a request that isn't read may end the connection before it arrives.
    await readPayload(request);
    this.log.report({ api: "AWS", method: service, path, status: 400, reason });
    return missingEndpointResponse(missing, request.headers);
  }

  private async view(path: string, qualifier: string | undefined): Promise<object | undefined> {
    const functions = this.lambda.functions;
    if (path === SCHEDULES_PATH) {
      return this.schedules();
    }
    if (path === FUNCTIONS_PATH) {
      return invocableFunctions(this.lambda);
    }
    if (/^\/2015-03-31\/functions\/?$/.test(path)) {
      return listFunctions(functions);
    }
    if (/^\/2016-08-19\/account-settings\/?$/.test(path)) {
      return accountSettings(functions);
    }
    const [, name] = FUNCTION.exec(path) ?? [];
    return name ? functionView(this.lambda.find(decode(name), qualifier)) : undefined;
  }

  private async stream(
    functionRef: string,
    qualifier: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const payload = checkedPayload(await readPayload(request));
    const { version } = this.lambda.find(functionRef, qualifier);
    const options = { ...invokeOptions(request, qualifier), version };
    const wantsTail = request.headers["x-amz-log-type"] === "Tail";
    await streamInvocation({ functionRef, payload, options, wantsTail }, this.lambda, response);
  }

  private async invoke(
    functionRef: string,
    qualifier: string | undefined,
    request: IncomingMessage,
  ): Promise<ApiResponse> {
    const payload = checkedPayload(await readPayload(request));
    const options = invokeOptions(request, qualifier);
    const { version } = this.lambda.find(functionRef, qualifier);
    const type = header(request.headers["x-amz-invocation-type"]) ?? "RequestResponse";
    if (type === "DryRun") {
      return { status: 204 };
    }
    if (type === "Event") {
      const requestId = this.lambda.invokeAsync(functionRef, payload, options);
      return { status: 202, headers: { "X-Amzn-RequestId": requestId }, body: "" };
    }
    if (type !== "RequestResponse") {
      const message = `${type} is not an invocation type: use RequestResponse, Event or DryRun.`;
      throw new LambdaServiceError("InvalidParameterValueException", 400, message);
    }
    const result = await this.lambda.invoke(functionRef, payload, { ...options, version });
    const wantsTail = request.headers["x-amz-log-type"] === "Tail";
    return {
      status: 200,
      headers: {
        "X-Amzn-RequestId": result.requestId,
        "X-Amz-Executed-Version": version,
        ...(result.functionError && { "X-Amz-Function-Error": result.functionError }),
        ...(wantsTail && { "X-Amz-Log-Result": Buffer.from(result.logTail()).toString("base64") }),
      },
      body: result.payload,
    };
  }
}

function errorResponse(error: unknown): ApiResponse {
  const { code, status, message } =
    error instanceof LambdaServiceError
      ? error
      : new LambdaServiceError("ServiceException", 500, String(error));
  const reason =
    status === 429 ? { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" } : {};
  // For these two, AWS spells the key in lower case.
  const key = status === 429 || code === "InvalidRequestContentException" ? "message" : "Message";
  return {
    status,
    headers: { "x-amzn-ErrorType": code },
    body: JSON.stringify({ ...reason, Type: status < 500 ? "User" : "Service", [key]: message }),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
