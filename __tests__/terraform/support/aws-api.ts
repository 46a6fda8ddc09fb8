import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request } from "node:http";
import { awsBehaviours } from "./aws-behaviours";
import type { ApiCall, ApiRequest, AskMoto, Refusal } from "./aws-behaviours/behaviour";
import { isRefusal } from "./aws-behaviours/behaviour";
import { bytesOf } from "./bytes";
import { listen } from "./listen";
import { startMoto } from "./moto";

/** Sees a call before AWS does, and may delay it or return a failure instead of AWS's response. */
export type Interceptor = (call: ApiCall) => Promise<Failure | undefined> | Failure | undefined;
export type Failure = 403 | 500;

/** An AWS API on loopback: moto, behind a proxy that records the calls and can fail them. */
export interface AwsApi {
  readonly url: string;
  /** All calls, in their order. */
  calls(): readonly ApiRequest[];
  /** The calls that change something, in their order. */
  changes(): readonly ApiCall[];
  forgetCalls(): void;
  /** Sends a request to a service, e.g. `PUT` a bucket to `s3`; throws unless it succeeds. */
  send(service: string, method: string, path: string, body?: object): Promise<Response>;
  intercepting<T>(interceptor: Interceptor, during: () => Promise<T>): Promise<T>;
  /** Empties the account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAwsApi(): Promise<AwsApi> {
  const moto = await startMoto();
  const agent = new Agent({ keepAlive: true });
  const behaviours = awsBehaviours();
  const calls: ApiRequest[] = [];
  let intercept: Interceptor = () => undefined;
  const proxy = createServer((incoming, outgoing) => {
    respond(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const received = requestOf(incoming, await bytesOf(incoming));
    const { method } = received;
    calls.push(received);
    const failure = await intercept(received);
    if (failure !== undefined) {
      return refuse(outgoing, failureOf(failure));
    }
    const onward = await before(received);
    if (isRefusal(onward)) {
      return refuse(outgoing, onward);
    }
    const response = await send(onward, incoming.headers);
    const status = response.statusCode ?? 502;
    const body = await after(received, status, await bytesOf(response));
    const headers = { ...response.headers };
    // A HEAD's length is that of a body which isn't there.
    if (method !== "HEAD") {
      headers["content-length"] = String(body.length);
    }
    delete headers["transfer-encoding"];
    outgoing.writeHead(status, headers).end(body);
  }

  async function before(received: ApiRequest): Promise<ApiRequest | Refusal> {
    let current = received;
    for (const behaviour of behaviours) {
      const next = (await behaviour.before?.(current, askMoto)) ?? current;
      if (isRefusal(next)) {
        return next;
      }
      current = next;
    }
    return current;
  }

  async function after(received: ApiRequest, status: number, original: Buffer): Promise<Buffer> {
    let body = original;
    for (const behaviour of behaviours) {
      body = (await behaviour.after?.(received, { status, body }, askMoto)) ?? body;
    }
    return body;
  }

  function send({ method, path, body }: ApiRequest, headers: IncomingHttpHeaders) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const length = { ...headers, "content-length": String(body.length) };
      const to = { host: "127.0.0.1", port: moto.port, agent, method, path };
      request({ ...to, headers: body.length > 0 ? length : headers })
        .on("response", resolve)
        .on("error", reject)
        .end(body);
    });
  }

  const askMoto: AskMoto = async (method, path, body) => {
    const headers = { authorization: signer("apigateway"), "content-type": "application/json" };
    const asked = { method, headers, body: body && JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${moto.port}${path}`, asked);
    if (!response.ok) {
      throw new Error(`moto: ${method} ${path} returned ${response.status}`);
    }
    return response.json();
  };

  const url = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    url,
    send: async (service, method, path, body) => {
      const headers = { authorization: signer(service) };
      const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(`${url}${path}`, sent);
      if (!response.ok) {
        throw new Error(`${method} ${path} returned ${response.status}`);
      }
      return response;
    },
    calls: () => calls,
    changes: () => calls.filter(changesSomething),
    forgetCalls: () => calls.splice(0),
    intercepting: async (interceptor, during) => {
      intercept = interceptor;
      try {
        return await during();
      } finally {
        intercept = () => undefined;
      }
    },
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: "POST" });
      calls.splice(0);
    },
    stop: async () => {
      proxy.closeAllConnections();
      proxy.close();
      agent.destroy();
      await moto.stop();
    },
  };
}

function requestOf({ method, url, headers }: IncomingMessage, body: Buffer): ApiRequest {
  const target = headers["x-amz-target"];
  const form = headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;
  const named = form ? new URLSearchParams(body.toString()).get("Action") : target;
  const [, service = ""] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  return { service, method: method ?? "", path: url ?? "", action: String(named ?? ""), body };
}

function changesSomething({ method, action }: ApiCall): boolean {
  if (action !== "") {
    return !/(^|\.)(Get|List|Describe|Head)/.test(action);
  }
  return !["GET", "HEAD"].includes(method);
}

const failureOf = (status: Failure): Refusal => {
  const code = status === 403 ? "AccessDeniedException" : "InternalFailure";
  return { status, code, message: `${code}, by the test` };
};

/** In the words of AWS's JSON and XML APIs, which every client can read. */
function refuse(outgoing: ServerResponse, { status, code, message }: Refusal): void {
  outgoing.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": code });
  outgoing.end(JSON.stringify({ __type: code, message }));
}

/** By this moto tells the services apart; it doesn't check signatures. */
const signer = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
