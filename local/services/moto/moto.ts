import type { Late } from "../../server/stopping";
import type { ResolvedStack } from "../../terraform";
import type { AwsClient } from "../aws-client";
import type { MadeResources } from "../service-endpoint";
import { Gate, type GateOptions } from "./gate";
import { makeResources } from "./make-resources";
import { type MotoOptions, MotoServer } from "./moto-server";

/** moto's server with the resources of a stack. */
export class Moto {
  private readonly gate: Gate;
  private server: MotoServer | undefined;

  private constructor(options: GateOptions) {
    this.gate = new Gate(() => Promise.resolve(this.server?.socketPath), options);
  }

  /** @throws Error if python3 or moto is missing, or the port is in use */
  static async start(options: MotoOptions & GateOptions): Promise<Moto> {
    const moto = new Moto(options);
    try {
      const port = await moto.gate.listen(options.port);
      moto.server = await MotoServer.start({ ...options, port });
      return moto;
    } catch (error) {
      await moto.close();
      throw error;
    }
  }

  get url(): string {
    return this.gate.url;
  }

  /** Makes the resources that don't exist yet. */
  use(stack: ResolvedStack, client: AwsClient): Promise<MadeResources> {
    return makeResources(client, stack);
  }

  async close(late?: Late): Promise<void> {
    await Promise.all([this.server?.close(), this.gate.close(late)]);
  }
}
