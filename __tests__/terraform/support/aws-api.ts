import { Agent, createServer, IncomingMessage, request, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listen } from "./listen";
import { startMoto } from "./moto";
import { fillMotosGaps } from "./moto-gaps";

/** A request that reached the AWS API. */
export interface ApiCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** What query APIs name in the body (`Action=CreateRole`) and JSON APIs in X-Amz-Target. */
  readonly action: string;
}

/** Looks at a call before AWS does: may hold it up, and answer with a failure in AWS's place. */
export type Interceptor = (call: ApiCall) => Promise<Failure | undefined> | Failure | undefined;
export type Failure = 403 | 500;

/** An AWS API on loopback: moto's, behind a proxy that notes the calls and can fail them. */
export interface AwsApi {
  readonly url: string;
  /** The calls that change something, in their order. */
  changes(): readonly ApiCall[];
  forgetCalls(): void;
  /** Asks a service of AWS for something, e.g. `s3` to `PUT` a bucket; throws unless it does it. */
  send(service: string, method: string, path: string): Promise<Response>;
  intercepting<T>(interceptor: Interceptor, during: () => Promise<T>): Promise<T>;
  /** Empties the account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startAwsApi(): Promise<AwsApi> {
  const moto = await startMoto();
  const agent = new Agent({ keepAlive: true });
  const gaps = fillMotosGaps();
  const calls: ApiCall[] = [];
  let intercept: Interceptor = () => undefined;
  const proxy = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing);
  });

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const call = callOf(incoming, body);
    calls.push(call);
    const failure = await intercept(call);
    if (failure !== undefined) return refuse(outgoing, failure);
    gaps.note(call, body);
    const { method, url: path, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port: moto.port, agent, method, path, headers });
    onward.on("response", (answer) => void answerWith(outgoing, call, answer));
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  }

  async function answerWith(outgoing: ServerResponse, call: ApiCall, answer: IncomingMessage) {
    const body = gaps.fill(call, await buffer(answer));
    const headers = { ...answer.headers };
    // A HEAD's length is that of a body which isn't there.
    if (call.method !== "HEAD") headers["content-length"] = String(body.length);
    delete headers["transfer-encoding"];
    outgoing.writeHead(answer.statusCode ?? 502, headers).end(body);
  }

  const url = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    url,
    send: async (service, method, path) => {
      const headers = { authorization: signer(service) };
      const answer = await fetch(`${url}${path}`, { method, headers });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
      return answer;
    },
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

function callOf({ method, url, headers }: IncomingMessage, body: Buffer): ApiCall {
  const target = headers["x-amz-target"];
  const form = headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;
  const named = form ? new URLSearchParams(body.toString()).get("Action") : target;
  return { method: method ?? "", path: url ?? "", action: String(named ?? "") };
}

function changesSomething({ method, action }: ApiCall): boolean {
  if (action !== "") return !/(^|\.)(Get|List|Describe|Head)/.test(action);
  return !["GET", "HEAD"].includes(method);
}

/** As AWS's JSON and XML APIs both word a failure, so that every client can read it. */
function refuse(outgoing: ServerResponse, status: Failure): void {
  const code = status === 403 ? "AccessDeniedException" : "InternalFailure";
  outgoing.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": code });
  outgoing.end(JSON.stringify({ __type: code, message: `${code}, by the test` }));
}

/** By this moto tells the services apart; it doesn't check signatures. */
const signer = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
