import type { ResolvedStack } from "../../terraform";
import { AwsClient } from "../aws-client";
import type { ServiceResource } from "../service-endpoint";
import { Gate } from "./gate";
import { makeOtherResources, otherResources } from "./make-resources";
import { type MotoOptions, MotoServer } from "./moto-server";

export interface BackgroundMotoOptions extends MotoOptions {
  /** Receives what can't be started or made. */
  readonly onFailure: (reason: string) => void;
}

/**
 * moto's server, which nobody waits for: its URL is known at once, and requests wait until it has the
 * resources of the stack. Its tables are in the embedded DynamoDB.
 */
export class BackgroundMoto {
  resources: readonly ServiceResource[] = [];
  /** Whether requests wait. */
  isStarting = true;
  private readonly stopped = new AbortController();
  private readonly server: Promise<MotoServer | undefined>;
  private readonly gate: Gate;
  /** The last stack's resources. */
  private made: Promise<void> | undefined;

  private constructor(private readonly options: BackgroundMotoOptions) {
    this.server = this.start();
    this.gate = new Gate(() => this.readyPort());
  }

  /** @throws Error if the port is in use */
  static async open(options: BackgroundMotoOptions): Promise<BackgroundMoto> {
    const moto = new BackgroundMoto(options);
    try {
      await moto.gate.listen(options.port);
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

  async close(): Promise<void> {
    this.stopped.abort();
    this.gate.close();
    const server = await this.server;
    await server?.close();
  }

  /** @returns undefined if moto can't be started */
  private async readyPort(): Promise<number | undefined> {
    const server = await this.server;
    await this.made;
    return server && Number(new URL(server.url).port);
  }

  private async start(): Promise<MotoServer | undefined> {
    const { accountId, python } = this.options;
    try {
      return await MotoServer.start({ port: 0, accountId, python, stop: this.stopped.signal });
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
    const client = new AwsClient(() => server.url);
    const { warnings } = await makeOtherResources(client, stack);
    client.close();
    warnings.forEach((warning) => this.report(warning));
  }

  private report(reason: string): void {
    if (!this.stopped.signal.aborted) {
      this.options.onFailure(reason);
    }
  }
}
