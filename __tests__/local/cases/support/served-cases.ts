import { rmSync } from "node:fs";
import { Runner } from "../../../../local/runner/runner";
import { readStack, resolveStack } from "../../../../local/terraform";
import { startServer, type LoopbackServer } from "../../../support/loopback-server";
import { CaseBackends } from "./case-backend";
import { send, type CaseRequest, type Exchange } from "./exchange";
import type { HttpBackend } from "./http-backend";
import { stackFolder } from "./serve-stack";
import { SILENT } from "../../support/log-destination";
import { StackBuilder } from "./stack-builder";

/** What is asked of a recorded case to set it up. */
export interface ServableCase {
  readonly request: CaseRequest;
  readonly setup: { readonly routes: readonly { readonly http_backend?: HttpBackend }[] };
}

/**
 * How a kind of API is set up: the Terraform types of the API and its stage, and what adds a case
 * to a stack, both under the name that it is given.
 */
export interface CaseKind<C> {
  readonly api: string;
  readonly stage: string;
  add(builder: StackBuilder, name: string, one: C, backendUrl: string): void;
}

/**
 * Recorded cases as one stack folder, an API each, served with real handlers as `npm run local`
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
  ) {}

  static async start<C extends ServableCase>(
    kind: CaseKind<C>,
    cases: readonly C[],
  ): Promise<ServedCases<C>> {
    const backends = new CaseBackends();
    const served = new ServedCases(kind, cases, backends, await startServer(backends.listener));
    try {
      await served.serve();
      return served;
    } catch (error) {
      await served.close();
      throw error;
    }
  }

  /** Sends the request of a case. */
  async run(one: C): Promise<Exchange> {
    const name = this.nameOf(one);
    const endpoint = this.runner?.endpoints.find(
      ({ stage }) => stage.address === `${this.kind.stage}.${name}`,
    );
    if (!endpoint) {
      throw new Error("The case has no stage.");
    }
    const response = await send(new URL(endpoint.url).origin, endpoint.stage.path, one.request);
    return {
      ...response,
      event: () => JSON.parse(response.body.toString("utf8")) as object,
      backendRequest: this.backends.of(name).received,
      apiId: this.apiId(name),
    };
  }

  async close(): Promise<void> {
    await this.runner?.close();
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async serve(): Promise<void> {
    const builder = new StackBuilder();
    for (const one of this.cases) {
      const name = this.nameOf(one);
      const backend = one.setup.routes.find((route) => route.http_backend)?.http_backend;
      this.kind.add(builder, name, one, this.backends.add(this.server.url, name, backend));
    }
    this.folder = stackFolder(builder);
    // Each case needs its function once.
    const options = { port: 0, log: SILENT, idleMilliseconds: 1_000 };
    this.runner = await Runner.start(this.folder, options);
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
