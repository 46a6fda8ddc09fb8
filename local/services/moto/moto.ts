import type { ResolvedStack } from "../../terraform";
import type { AwsClient } from "../aws-client";
import type { MadeResources } from "../service-endpoint";
import { makeResources } from "./make-resources";
import { type MotoOptions, MotoServer } from "./moto-server";

/** moto's server with the resources of a stack. */
export class Moto {
  private constructor(private readonly server: MotoServer) {}

  /** @throws Error if python3 or moto is missing, or the port is in use */
  static async start(options: MotoOptions): Promise<Moto> {
    return new Moto(await MotoServer.start(options));
  }

  get url(): string {
    return this.server.url;
  }

  /** Makes the resources that don't exist yet. */
  use(stack: ResolvedStack, client: AwsClient): Promise<MadeResources> {
    return makeResources(client, stack);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
