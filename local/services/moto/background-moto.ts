import type { Late } from "../../server/stopping";
import type { ResolvedStack } from "../../terraform";
import { AwsClient } from "../aws-client";
import type { ServiceResource } from "../service-endpoint";
import { Gate, type GateOptions } from "./gate";
import { makeOtherResources, otherResources } from "./make-resources";
import { type MotoOptions, MotoServer } from "./moto-server";

type BackgroundMotoOptions = MotoOptions & GateOptions;

/**
 * moto's server, which nobody waits for: its URL is known at once, and requests wait until it has the
 * resources of the stack. Its tables are in the embedded DynamoDB.
 */
export class BackgroundMoto {
  resources: readonly ServiceResource[] = [];
  /** Whether requests wait. */
  isStarting = true;
  private readonly stopped = new AbortController();
  private server: Promise<MotoServer | undefined> = Promise.resolve(undefined);
  private readonly gate: Gate;
  /** The last stack's resources. */
  private made: Promise<void> | undefined;

  private constructor(private readonly options: BackgroundMotoOptions) {
    this.gate = new Gate(() => this.readySocket(), options);
  }

  /** @throws Error if the port is in use */
  static async open(options: BackgroundMotoOptions): Promise<BackgroundMoto> {
    const moto = new BackgroundMoto(options);
    try {
      const port = await moto.gate.listen(options.port);
      moto.server = moto.start(port);
      return moto;
    } catch (error) {
      await moto.close();
      throw error;
    }
  }

  get url(): string {
    return this.gate.url;
  }

  /** Makes the resources that don't exist yet. Later requests wait for them. */
  use(stack: ResolvedStack): void {
    this.resources = otherResources(stack);
    this.made = (this.made ?? Promise.resolve()).then(() => this.make(stack));
  }

  /** Resolves to true when it has the resources, or to false if it can't be started. */
  async ready(): Promise<boolean> {
    return (await this.readySocket()) !== undefined;
  }

  async close(late?: Late): Promise<void> {
    this.stopped.abort();
    const closed = this.gate.close(late);
    const server = await this.server;
    await server?.close();
    await closed;
  }

  /** @returns undefined if moto can't be started */
  private async readySocket(): Promise<string | undefined> {
    const server = await this.server;
    await this.made;
    return server?.socketPath;
  }

  private async start(port: number): Promise<MotoServer | undefined> {
    try {
      return await MotoServer.start({ ...this.options, port, stop: this.stopped.signal });
    } catch (error) {
      this.report((error as Error).message);
      return undefined;
    }
  }

  private async make(stack: ResolvedStack): Promise<void> {
    const server = await this.server;
    if (server) {
      await this.makeIn(server, stack);
    }
    this.isStarting = false;
  }

  private async makeIn(server: MotoServer, stack: ResolvedStack): Promise<void> {
    const client = new AwsClient(() => this.url, server.socketPath);
    const { warnings } = await makeOtherResources(client, stack);
    client.close();
    warnings.forEach((warning) => this.report(warning));
  }

  private report(reason: string): void {
    if (!this.stopped.signal.aborted) {
      this.options.log.report({ api: "moto", method: "-", path: "-", status: 503, reason });
    }
  }
}
