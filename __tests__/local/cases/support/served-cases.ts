import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Runner } from "../../../../local/runner/runner";
import { readStack, resolveStack } from "../../../../local/terraform";
import { writeFileIn } from "../../../support/write-file";
import { TestIssuer } from "../../jwt/support/test-issuer";
import { until } from "../../lambda/support/processes";
import { startServer, type LoopbackServer } from "../../../support/loopback-server";
import { CaseBackends } from "./case-backend";
import type { Item } from "./case-table";
import { send, type CaseRequest, type CaseResponse, type Exchange } from "./exchange";
import type { HttpBackend } from "./http-backend";
import { stackFolder } from "./serve-stack";
import { ServedServices } from "./served-services";
import { CREDENTIALS, signedHeaders } from "../../support/signed-headers";
import { SILENT } from "../../support/log-destination";
import { StackBuilder } from "./stack-builder";
import { ISSUER } from "./valid-tokens";

/** What is asked of a recorded case to set it up. */
export interface ServableCase {
  readonly request: CaseRequest;
  readonly setup: {
    readonly routes: readonly {
      readonly http_backend?: HttpBackend;
      readonly aws_service?: { readonly items?: readonly Item[] };
    }[];
    readonly stage?: { readonly access_log_settings?: { readonly format: string } } | null;
  };
}

/**
 * How a kind of API is set up: the Terraform types of the API and its stage, and what adds a case
 * to a stack, both under the name that it is given.
 */
export interface CaseKind<C> {
  readonly api: string;
  readonly stage: string;
  add(builder: StackBuilder, name: string, one: C, urls: CaseUrls): void;
}

/** Where a case's HTTP backend is, and where its authorizer reports its events. */
export interface CaseUrls {
  readonly backendUrl: string;
  readonly authorizerUrl: string;
}

/** Of a stack whose provider has none. */
const REGION = "us-east-1";

const REQUEST_ID = /^(?:x-amzn-RequestId|apigw-requestid)$/i;

function authorizerName(name: string): string {
  return `${name}_authorizer`;
}

/**
 * Recorded cases as one stack folder, an API each, served with real handlers as `npm run serve`
 * does.
 */
export class ServedCases<C extends ServableCase> {
  private runner: Runner | undefined;
  private folder = "";

  private constructor(
    private readonly kind: CaseKind<C>,
    private readonly cases: readonly C[],
    private readonly backends: CaseBackends,
    private readonly server: LoopbackServer,
    private readonly issuer: TestIssuer,
    private readonly services: ServedServices,
  ) {}

  static async start<C extends ServableCase>(
    kind: CaseKind<C>,
    cases: readonly C[],
  ): Promise<ServedCases<C>> {
    const backends = new CaseBackends();
    const server = await startServer(backends.listener);
    const issuer = new TestIssuer(ISSUER);
    const services = await ServedServices.start();
    const served = new ServedCases(kind, cases, backends, server, issuer, services);
    try {
      await served.serve();
      return served;
    } catch (error) {
      await served.close();
      throw error;
    }
  }

  /** Sends the requests of a case. */
  async run(one: C): Promise<Exchange> {
    const name = this.nameOf(one);
    const { origin, stagePath } = this.endpointOf(name);
    const earlier = await this.sendEarlier(origin, stagePath, one.request.before);
    const request = await this.authorized(one.request, `${origin}${stagePath}`);
    for (let sent = 1; sent < (request.repeat ?? 1); sent++) {
      earlier.push(await send(origin, stagePath, request));
    }
    const [response, services] = await this.services.receivedDuring(() =>
      send(origin, stagePath, request),
    );
    return {
      ...response,
      services,
      earlier,
      accessLine: one.setup.stage?.access_log_settings ? await this.accessLine(response) : "",
      event: () => JSON.parse(response.body.toString("utf8")) as object,
      backendRequest: this.backends.of(name).requests.at(-1),
      authorizerEvents: this.backends
        .of(authorizerName(name))
        .requests.map(({ body }) => JSON.parse(body.toString("utf8")) as object),
      apiId: this.apiId(name),
    };
  }

  /** The port of a case's API, and the path of its stage. */
  private endpointOf(name: string): { readonly origin: string; readonly stagePath: string } {
    const { api, stage } = this.kind;
    const served = this.runner?.apis.find(({ address }) => address === `${api}.${name}`);
    if (!served) {
      throw new Error(`The API of ${name} isn't served.`);
    }
    const endpoint = this.runner?.endpoints.find((one) => one.stage.address === `${stage}.${name}`);
    return { origin: new URL(served.url).origin, stagePath: endpoint?.stage.path ?? "" };
  }

  private async sendEarlier(
    origin: string,
    stagePath: string,
    requests: readonly CaseRequest[] = [],
  ): Promise<CaseResponse[]> {
    const responses: CaseResponse[] = [];
    for (const request of requests) {
      const times = Array.from({ length: request.parallel ?? 1 });
      responses.push(...(await Promise.all(times.map(() => send(origin, stagePath, request)))));
    }
    return responses;
  }

  /** The line with the id of a request. The runner writes it when the response is ready. */
  private async accessLine({ headers }: CaseResponse): Promise<string> {
    const [, id = ""] = headers.find(([name]) => REQUEST_ID.test(name)) ?? [];
    let line: string | undefined;
    await until(() => {
      line = readFileSync(this.accessLogFile, "utf8")
        .split("\n")
        .slice(0, -1)
        .find((one) => one.includes(id));
      return line !== undefined;
    });
    return line ?? "";
  }

  private get accessLogFile(): string {
    return path.join(this.folder, "access.log");
  }

  private async authorized(request: CaseRequest, stageUrl: string): Promise<CaseRequest> {
    const { jwt_claims, signed, headers } = request;
    if (signed !== undefined) {
      return { ...request, headers: await signedHeaders(`${stageUrl}${request.path}`, REGION) };
    }
    if (jwt_claims === undefined) {
      return request;
    }
    const token = await this.issuer.signExactly(jwt_claims);
    return { ...request, headers: { ...headers, Authorization: `Bearer ${token}` } };
  }

  async close(): Promise<void> {
    await this.runner?.close();
    await this.server.close();
    await this.services.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async serve(): Promise<void> {
    const builder = new StackBuilder();
    for (const one of this.cases) {
      const name = this.nameOf(one);
      const backend = one.setup.routes.find((route) => route.http_backend)?.http_backend;
      const backendUrl = this.backends.add(this.server.url, name, backend);
      const authorizerUrl = this.backends.add(this.server.url, authorizerName(name));
      this.kind.add(builder, name, one, { backendUrl, authorizerUrl });
    }
    this.folder = stackFolder(builder);
    writeFileIn(this.folder, "jwks.json", JSON.stringify(this.issuer.jwks));
    const jwksFiles = new Map([[this.issuer.url, path.join(this.folder, "jwks.json")]]);
    const options = {
      port: 0,
      log: SILENT,
      jwksFiles,
      credentials: CREDENTIALS,
      accessLogFile: this.accessLogFile,
      aws: { endpoints: this.services.endpoints },
    };
    this.runner = await Runner.start(this.folder, options);
    const routes = this.cases.flatMap(({ setup }) => setup.routes);
    const items = routes.flatMap(({ aws_service }) => aws_service?.items ?? []);
    await this.services.fill(this.runner, items);
  }

  private nameOf(one: C): string {
    return `case${this.cases.indexOf(one)}`;
  }

  private apiId(name: string): string {
    const stack = resolveStack(readStack(this.folder), { apiUrl: () => "", environment: {} });
    return (
      stack
        .ofType(this.kind.api)
        .find((api) => api.name === name)
        ?.string("id") ?? ""
    );
  }
}
