import type { ResolvedStack } from "../../terraform";
import { AwsClient } from "../aws-client";
import type { MadeResources } from "../service-endpoint";
import { makeResources } from "./make-resources";
import { type MotoOptions, MotoServer } from "./moto-server";

/** moto's server with the resources of a stack. */
export class Moto {
  private readonly client = new AwsClient(() => this.server.url);

  private constructor(private readonly server: MotoServer) {}

  /** @throws Error if python3 or moto is missing, or the port is in use */
  static async start(options: MotoOptions): Promise<Moto> {
    return new Moto(await MotoServer.start(options));
  }

  get url(): string {
    return this.server.url;
  }

  /** Makes the resources that don't exist yet. */
  use(stack: ResolvedStack): Promise<MadeResources> {
    return makeResources(this.client, stack);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.server.close();
  }
}
