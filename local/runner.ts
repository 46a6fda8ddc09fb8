import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";
import { createHttpApis } from "./gateway/http-api";
import { createRestApis } from "./gateway/rest-api";
import { ApiGateway, ServedStage } from "./gateway/gateway";
import { LocalLambda, LocalLambdaOptions } from "./lambda";
import { readStack, RawStack, ResolvedStack, resolveStack } from "./terraform";

export interface RunnerOptions extends LocalLambdaOptions {
  /** Port of the first API; the next ones follow. 0 takes any that are free. */
  readonly port: number;
}

/** A stage and the URL that invokes it. */
export interface Endpoint {
  readonly api: string;
  readonly stage: ServedStage;
  readonly url: string;
}

const HOST = "127.0.0.1";
const API_TYPES = ["aws_apigatewayv2_api", "aws_api_gateway_rest_api"];
const DRAIN_MILLISECONDS = 5_000;

/** One API's port, which it keeps when the stack is read anew. */
interface Slot {
  readonly server: Server;
  readonly url: string;
  gateway?: ApiGateway;
}

/** Serves a synthesised stack on loopback: an API a port, and the Lambda API on one more. */
export class Runner {
  /** What is not served, and what answers otherwise than on AWS. */
  warnings: readonly string[] = [];
  private readonly slots = new Map<string, Slot>();
  private lambda?: LocalLambda;
  private lambdaApiUrl = "";
  private portsGiven = 0;

  private constructor(
    private readonly folder: string,
    private readonly options: RunnerOptions,
  ) {}

  /** @throws Error that names the resource address of what can't be served, or the port in use */
  static async start(folder: string, options: RunnerOptions): Promise<Runner> {
    const runner = new Runner(folder, options);
    try {
      await runner.reload();
      return runner;
    } catch (error) {
      await runner.close();
      throw error;
    }
  }

  get endpoints(): Endpoint[] {
    return [...this.slots.values()].flatMap(({ gateway, url }) =>
      (gateway?.stages ?? []).map((stage) => ({
        api: gateway?.name ?? "",
        stage,
        url: `${url}${stage.path}`,
      })),
    );
  }

  /** Where the Lambda API is served: for `npm run invoke -- --endpoint-url` and AWS's SDKs. */
  get lambdaUrl(): string {
    return this.lambdaApiUrl;
  }

  get functionNames(): string[] {
    return (this.lambda?.functions ?? []).map(({ name }) => name);
  }

  /** Reads the stack anew. Requests under way are answered by what they began with. */
  async reload(): Promise<void> {
    const raw = readStack(this.folder);
    const stack = this.resolve(raw);
    await this.bind(stack);
    const lambda = await this.withFunctions(stack);
    const gateways = [...createHttpApis(stack, { lambda }), ...createRestApis(stack, { lambda })];

    for (const [address, slot] of this.slots)
      slot.gateway = gateways.find((gateway) => gateway.address === address);
    this.warnings = [
      ...raw.modules.map((address) => `${address}: modules are not served by the local runner.`),
      ...lambda.warnings,
      ...gateways.flatMap((gateway) => gateway.warnings),
    ];
    await this.release(stack);
  }

  /** Lets the requests under way end, then ends every child and server. */
  async close(): Promise<void> {
    await Promise.all([...this.slots.values()].map(({ server }) => closeServer(server)));
    await this.lambda?.close();
  }

  /** Comes before anything that reads the stack's URLs: they are known from here on. */
  private async bind(stack: ResolvedStack): Promise<void> {
    for (const address of apiAddresses(stack)) {
      if (this.slots.has(address)) continue;
      const server = createServer((request, response) => {
        const { gateway } = this.slots.get(address) ?? {};
        if (gateway) gateway.handle(request, response);
        else response.writeHead(503).end();
      });
      const url = await listen(server, this.nextPort(), address);
      this.slots.set(address, { server, url });
    }
  }

  private nextPort(): number {
    return this.options.port === 0 ? 0 : this.options.port + this.portsGiven++;
  }

  private resolve(raw: RawStack): ResolvedStack {
    return resolveStack(raw, {
      apiUrl: (address) => this.slots.get(address)?.url ?? "",
      environment: process.env,
    });
  }

  private async withFunctions(stack: ResolvedStack): Promise<LocalLambda> {
    if (this.lambda) {
      await this.lambda.reload(stack);
      return this.lambda;
    }
    this.lambda = await LocalLambda.create(stack, this.options);
    this.lambdaApiUrl = await this.lambda.listen(this.nextPort());
    return this.lambda;
  }

  private async release(stack: ResolvedStack): Promise<void> {
    const kept = new Set(apiAddresses(stack));
    for (const [address, { server }] of this.slots) {
      if (kept.has(address)) continue;
      this.slots.delete(address);
      await closeServer(server);
    }
  }
}

function apiAddresses(stack: ResolvedStack): string[] {
  return API_TYPES.flatMap((type) => stack.ofType(type)).map(({ address }) => address);
}

function listen(server: Server, port: number, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      reject(
        inUse
          ? new Error(`${address}: port ${port} is in use. Give another first port: --port N.`)
          : error,
      );
    });
    server.listen(port, HOST, () => {
      resolve(`http://${HOST}:${(server.address() as AddressInfo).port}`);
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
  await closed;
  clearTimeout(cut);
}
