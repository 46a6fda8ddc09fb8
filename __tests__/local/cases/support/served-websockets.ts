import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { RequestTrace } from "../../../../local/gateway/trace";
import { Runner } from "../../../../local/runner/runner";
import { writeFileIn } from "../../../support/write-file";
import type { Client } from "../../gateway/websocket-api/support/client";
import { until } from "../../lambda/support/processes";
import { SILENT } from "../../support/log-destination";
import { CREDENTIALS, signedHeaders } from "../../support/signed-headers";
import { send, type CaseResponse } from "./exchange";
import { stackFolder } from "./serve-stack";
import { StackBuilder } from "./stack-builder";
import type { Change, ManagementCall, WebSocketCase } from "./websocket-case";
import { handshake, type Shaken } from "./websocket-handshake";
import type { WebSocketExchange } from "./websocket-expectation";
import {
  addRouteResponse,
  addWebSocketApi,
  authorizerOf,
  FUNCTION_ROLE,
  functionOf,
} from "./websocket-stack";
import { stubOf, type WebSocketEvent } from "./websocket-stub";

const API = "aws_apigatewayv2_api";
const REGION = "us-east-1";
const NOTHING: CaseResponse = { status: 0, headers: [], body: Buffer.alloc(0) };

/** Recorded cases as one stack, a WebSocket API each, whose functions run in this process. */
export class ServedWebSockets {
  private readonly clients: Client[] = [];

  private constructor(
    private readonly cases: readonly WebSocketCase[],
    private readonly runner: Runner,
    private readonly builder: StackBuilder,
    private readonly folder: string,
    private readonly events: ReadonlyMap<string, WebSocketEvent[]>,
    private readonly traces: readonly RequestTrace[],
  ) {}

  static async start(cases: readonly WebSocketCase[]): Promise<ServedWebSockets> {
    const builder = new StackBuilder();
    builder.add("aws_iam_role", FUNCTION_ROLE, { name: FUNCTION_ROLE, assume_role_policy: "{}" });
    cases.forEach((one, at) => addWebSocketApi(builder, nameAt(at), one));
    const folder = stackFolder(builder);
    const events = new Map<string, WebSocketEvent[]>();
    const traces: RequestTrace[] = [];
    const accessLogFile = accessLogIn(folder);
    const given = { port: 0, log: SILENT, isPublished: false, credentials: CREDENTIALS };
    const options = { ...given, accessLogFile, executionLogFile: executionLogIn(folder) };
    const onTrace = (trace: RequestTrace): void => void traces.push(trace);
    const overrides = stubsOf(cases, events);
    const runner = await Runner.start(folder, { ...options, onTrace, overrides });
    return new ServedWebSockets(cases, runner, builder, folder, events, traces);
  }

  async close(): Promise<void> {
    this.clients.forEach(({ socket }) => socket.terminate());
    await this.runner.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Does what a client does in a case. */
  async run(one: WebSocketCase): Promise<WebSocketExchange> {
    const { request, setup } = one;
    const name = nameAt(this.cases.indexOf(one));
    if (request.method !== undefined) {
      const { method, path } = request;
      const response = await send(this.urlOf(name), `/${setup.stage.name}`, { method, path });
      return this.exchangeOf(one, name, { response });
    }
    if (setup.undeployed_change) {
      // What a deployment is on AWS is a reload here.
      this.change(name, one, setup.undeployed_change);
    }
    const shaken = await handshake(`${this.urlOf(name)}/${setup.stage.name}`, one);
    const { client } = shaken;
    if (!client) {
      return this.exchangeOf(one, name, { shaken });
    }
    this.clients.push(client);
    await this.exchangeMessages(one, name, client);
    const { management } = request;
    const response = management && (await this.manage(one, name, client, management));
    if (client.socket.readyState === client.socket.OPEN) {
      await answered(client);
    }
    return this.exchangeOf(one, name, { shaken, response });
  }

  private async exchangeMessages(one: WebSocketCase, name: string, client: Client): Promise<void> {
    const { change_and_deploy, send: text, send_binary_base64: binary, close } = one.request;
    if (change_and_deploy) {
      this.change(name, one, change_and_deploy);
      await this.runner.reload();
    }
    if (text !== undefined) {
      client.send(text);
      await until(() => this.hasHandled(name, "MESSAGE"));
    }
    if (binary !== undefined) {
      client.socket.send(Buffer.from(binary, "base64"));
    }
    if (close === true) {
      await client.close();
    } else if (close) {
      await client.close(close.code, close.reason);
    }
  }

  private async manage(
    one: WebSocketCase,
    name: string,
    client: Client,
    call: ManagementCall,
  ): Promise<CaseResponse> {
    const [id = ""] = (this.events.get(name) ?? []).map(
      ({ requestContext }) => requestContext.connectionId,
    );
    const { stage = one.setup.stage.name, method, body_bytes } = call;
    const target = call.path.replace("{connectionId}", encodeURIComponent(id));
    const body = body_bytes === undefined ? call.body : "x".repeat(body_bytes);
    const signed = async (signing: { method: string; body?: string }) => {
      const url = `${this.urlOf(name)}/${stage}${target}`;
      const { signed: caller = true } = call;
      const credentials = caller === true ? undefined : credentialsOf(functionOf(name, 0));
      const headers = await signedHeaders(url, REGION, { ...signing, credentials });
      return send(this.urlOf(name), `/${stage}`, { ...signing, path: target, headers });
    };
    if (client.socket.readyState !== client.socket.OPEN) {
      // The server may learn of the end of the connection later than the client.
      while ((await signed({ method: "GET" })).status === 200) {}
    }
    return signed({ method, body });
  }

  private async exchangeOf(
    one: WebSocketCase,
    name: string,
    { shaken, response = NOTHING }: { readonly shaken?: Shaken; readonly response?: CaseResponse },
  ): Promise<WebSocketExchange> {
    const client = shaken?.client;
    const events = this.events.get(name) ?? [];
    const find = (key: unknown) =>
      events.find(({ requestContext }) => requestContext.routeKey === key);
    const key = routeKeyOf(one);
    if (key !== undefined) {
      // The function of $disconnect is called when the client has gone already.
      await until(() => find(key) !== undefined);
    }
    return {
      ...response,
      handshake: shaken?.response,
      messages: client?.received ?? [],
      isOpen: client?.socket.readyState === client?.socket.OPEN,
      closed: () => client?.closed ?? Promise.resolve(undefined),
      event: () => find(key) ?? {},
      isInvoked: events.length > 0,
      authorizerEvents: this.events.get(authorizerOf(name)) ?? [],
      backendRequest: undefined,
      earlier: [],
      apiId: "",
      accessLine: "access_log_matches" in one.expect ? await this.accessLine(one, events) : "",
      executionLines:
        "execution_log_matches" in one.expect ? await this.executionLines(events) : [],
    };
  }

  /** The line of the last thing that the client of a case does. */
  private async accessLine({ request }: WebSocketCase, [event]: readonly WebSocketEvent[]) {
    const sent = request.send === undefined ? "CONNECT" : "MESSAGE";
    const eventType = request.management ? "CONNECTION_API" : sent;
    const { connectionId = "" } = event?.requestContext ?? {};
    const words = [`connectionId=${connectionId}|`, `eventType=${eventType}|`];
    let line: string | undefined;
    await until(() => {
      line = linesOf(accessLogIn(this.folder)).find((one) =>
        words.every((word) => one.includes(word)),
      );
      return line !== undefined;
    });
    return line ?? "";
  }

  /** The lines of a message, without the ID that they begin with. */
  private async executionLines([event]: readonly WebSocketEvent[]): Promise<string[]> {
    const { connectionId = "" } = event?.requestContext ?? {};
    const last = `Message from client [Connection Id: ${connectionId}] sent`;
    const file = executionLogIn(this.folder);
    await until(() => linesOf(file).some((line) => line.includes(last)));
    const lines = linesOf(file);
    const [id = ""] = lines.find((line) => line.includes(last))?.split(" ") ?? [];
    return lines
      .filter((line) => line.startsWith(`${id} `))
      .map((line) => line.slice(id.length + 1));
  }

  private hasHandled(name: string, method: string): boolean {
    return this.traces.some((one) => one.api === `${API}.${name}` && one.method === method);
  }

  /** Changes the Terraform of a case on disk. */
  private change(name: string, { setup }: WebSocketCase, change: Change): void {
    setup.routes.forEach(({ route_key }, index) => {
      const route = functionOf(name, index);
      const renamed = change.rename_route?.[route_key];
      if (renamed !== undefined) {
        this.builder.change("aws_apigatewayv2_route", route, { route_key: renamed });
      }
      if (change.add_route_response?.includes(route_key)) {
        addRouteResponse(this.builder, name, route, "$default");
      }
    });
    writeFileIn(this.folder, "cdk.tf.json", JSON.stringify(this.builder.terraform));
  }

  private urlOf(name: string): string {
    const served = this.runner.apis.find(({ address }) => address === `${API}.${name}`);
    if (!served?.isServed) {
      throw new Error(`The API of ${name} isn't served.`);
    }
    return new URL(served.url).origin;
  }
}

/** The route whose event a case is about; undefined if it is about none. */
function routeKeyOf({ expect: expected, setup }: WebSocketCase): unknown {
  if (Object.keys(expected).every((word) => word !== "invoked_route" && !/^event/.test(word))) {
    return undefined;
  }
  const recording = setup.routes.filter(({ lambda }) => lambda.records_event);
  return expected["event_for"] ?? expected["invoked_route"] ?? recording.at(-1)?.route_key;
}

function accessLogIn(folder: string): string {
  return path.join(folder, "access.log");
}

function executionLogIn(folder: string): string {
  return path.join(folder, "execution.log");
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").split("\n").slice(0, -1);
}

function nameAt(index: number): string {
  return `case${index}`;
}

function stubsOf(cases: readonly WebSocketCase[], events: Map<string, WebSocketEvent[]>) {
  return Object.fromEntries(
    cases.flatMap(({ setup: { routes, authorizer } }, at) => {
      const name = nameAt(at);
      const received = (key: string) => events.set(key, events.get(key) ?? []).get(key) ?? [];
      const address = (fn: string) => `aws_lambda_function.${fn}`;
      return [
        ...routes.map(
          ({ lambda }, index) =>
            [address(functionOf(name, index)), stubOf(lambda, received(name))] as const,
        ),
        ...(authorizer
          ? [
              [
                address(authorizerOf(name)),
                stubOf(authorizer.lambda, received(authorizerOf(name))),
              ] as const,
            ]
          : []),
      ];
    }),
  );
}

/** What a function signs with locally. */
function credentialsOf(functionName: string) {
  return {
    accessKeyId: "local",
    secretAccessKey: "local",
    sessionToken: `local:${functionName}`,
  };
}

/** Resolves when the client has all frames that the server sent before. */
function answered({ socket }: Client): Promise<void> {
  return new Promise((resolve) => {
    socket.once("pong", () => resolve());
    socket.once("close", () => resolve());
    socket.ping();
  });
}
