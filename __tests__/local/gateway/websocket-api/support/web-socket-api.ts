import { ServedDomains } from "../../../../../local/domains";
import type { ApiGateway } from "../../../../../local/gateway/gateway";
import { createGateways } from "../../../../../local/gateway/gateways";
import type { GatewayServices } from "../../../../../local/gateway/services";
import { WebSocketConnections } from "../../../../../local/gateway/websocket-api/connection/web-socket-connections";
import { ApiPort } from "../../../../../local/runner/api-port";
import { localTls } from "../../../../../local/server/tls";
import { KnownHosts } from "../../../../../local/server/known-hosts";
import { plainStack, type PlainResources } from "../../../lambda/support/plain-stack";
import { FakeLambda } from "../../support/fake-lambda";
import { FakeLog } from "../../support/fake-log";
import { servicesFor } from "../../support/services";
import type { Client } from "./client";
import { connectTo, refusalOf, type Handshake, type Refusal } from "./client";

type Block = PlainResources[string];

/** A route: more attributes of it and of its integration. */
export interface TestRoute {
  readonly route?: Block;
  readonly integration?: Block;
  /** @default false */
  readonly isTwoWay?: boolean;
}

export interface TestApi extends Partial<
  Pick<
    GatewayServices,
    "accessLog" | "aws" | "credentials" | "executionLog" | "functionCredentials" | "sourceIp"
  >
> {
  /** Where private integrations lead to, by Terraform address. */
  readonly targets?: Readonly<Record<string, string>>;
  /** By key. @default `$connect`, `$disconnect` and a two-way `$default` */
  readonly routes?: Readonly<Record<string, TestRoute>>;
  readonly api?: Block;
  readonly stage?: Block;
  readonly resources?: PlainResources;
  readonly lambda?: FakeLambda;
  readonly log?: FakeLog;
}

export const API = "aws_apigatewayv2_api.chat";
export const DEFAULT_ROUTES: Readonly<Record<string, TestRoute>> = {
  $connect: {},
  $disconnect: {},
  $default: { isTwoWay: true },
};

/** A WebSocket API on a port of its own, with the stage `dev`, over the function `fn`. */
export class ServedApi {
  private readonly webSockets = new WebSocketConnections();
  private readonly clients: Client[] = [];

  private constructor(
    private readonly port: ApiPort,
    readonly lambda: FakeLambda,
    readonly log: FakeLog,
  ) {}

  static async start(test: TestApi = {}): Promise<ServedApi> {
    const { lambda = new FakeLambda(), log = new FakeLog() } = test;
    const port = await ApiPort.open(API, 0, {
      readiness: () => undefined,
      hosts: new KnownHosts(),
      domains: new ServedDomains(),
      log,
      tls: await localTls(),
    });
    const served = new ServedApi(port, lambda, log);
    await served.reload(test);
    return served;
  }

  /** URL of the stage. */
  get url(): string {
    return `${this.port.url.replace("http", "ws")}/dev`;
  }

  /** Resolves when the previous routes have handled everything. */
  reload(test: TestApi): Promise<void> {
    return this.port.swap(
      gatewayOf({ ...test, lambda: this.lambda, log: this.log }, this.webSockets),
    );
  }

  async connect(handshake?: Handshake): Promise<Client> {
    const client = await connectTo(this.url, handshake);
    this.clients.push(client);
    return client;
  }

  refusal(handshake?: Handshake): Promise<Refusal> {
    return refusalOf(this.url, handshake);
  }

  /** The response to an ordinary GET request. */
  async response(): Promise<{ readonly status: number; readonly body: string }> {
    const response = await fetch(this.url.replace("ws", "http"));
    return { status: response.status, body: await response.text() };
  }

  /** The events of a route, in order. */
  events(routeKey: string): Event[] {
    return this.lambda.invocations
      .map(({ event }) => event as Event)
      .filter(({ requestContext }) => requestContext["routeKey"] === routeKey);
  }

  /** The first event of a route, as soon as the function has it. */
  async eventOf(routeKey: string): Promise<Event> {
    const [event] = await this.eventsOf(routeKey, 1);
    return event as Event;
  }

  /** The events of a route, as soon as the function has as many. */
  async eventsOf(routeKey: string, count: number): Promise<Event[]> {
    while (this.events(routeKey).length < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.events(routeKey);
  }

  /** Stops as the runner does. */
  stop(): Promise<void> {
    return this.port.close();
  }

  async close(): Promise<void> {
    for (const { socket } of this.clients) {
      socket.terminate();
    }
    await this.stop();
  }
}

export interface Event extends Readonly<Record<string, unknown>> {
  readonly requestContext: Readonly<Record<string, unknown>>;
}

/** Serves an API while `use` runs. */
export async function withApi<T>(test: TestApi, use: (api: ServedApi) => Promise<T>): Promise<T> {
  const api = await ServedApi.start(test);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

export function gatewayOf(test: TestApi, webSockets: WebSocketConnections): ApiGateway {
  const stack = plainStack("/", resourcesOf(test));
  const [gateway] = createGateways(stack, servicesFor(stack, { ...test, webSockets }));
  if (!gateway) {
    throw new Error("The stack has no API.");
  }
  return gateway;
}

/** The resources of an API over the function `fn`. */
export function resourcesOf({
  routes = DEFAULT_ROUTES,
  api,
  stage,
  resources,
}: TestApi): PlainResources {
  return {
    [API]: {
      id: "chat1",
      name: "chat",
      protocol_type: "WEBSOCKET",
      route_selection_expression: "$request.body.action",
      execution_arn: "arn:aws:execute-api:eu-west-1:123456789012:chat1",
      ...api,
    },
    "aws_apigatewayv2_stage.dev": { api_id: "chat1", name: "dev", auto_deploy: true, ...stage },
    ...Object.assign(
      {},
      ...Object.entries(routes).map(([key, route], at) => routeOf(key, route, at)),
    ),
    ...resources,
  };
}

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:fn";

function routeOf(
  key: string,
  { route, integration, isTwoWay }: TestRoute,
  at: number,
): PlainResources {
  return {
    [`aws_apigatewayv2_integration.i${at}`]: {
      id: `int${at}`,
      api_id: "chat1",
      integration_type: "AWS_PROXY",
      integration_uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      ...integration,
    },
    [`aws_apigatewayv2_route.r${at}`]: {
      id: `route${at}`,
      api_id: "chat1",
      route_key: key,
      target: `integrations/int${at}`,
      ...route,
    },
    ...(isTwoWay && {
      [`aws_apigatewayv2_route_response.r${at}`]: {
        api_id: "chat1",
        route_id: `route${at}`,
        route_response_key: "$default",
      },
    }),
  };
}
