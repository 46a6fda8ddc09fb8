import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../log/log";
import { crossOriginRefusal } from "../../server/cross-origin";
import type { KnownHosts } from "../../server/known-hosts";
import { LoopbackServer } from "../../server/loopback";
import type { Late } from "../../server/stopping";
import { forward } from "./forward";

export interface GateOptions {
  readonly hosts: KnownHosts;
  readonly log: Pick<Log, "report">;
}

/**
 * The port of moto's server, which is open at once: requests wait until the server has started. moto
 * lets every web page read its responses, so those that a page sends don't reach it.
 */
export class Gate {
  private readonly server = new LoopbackServer(
    (request, response) => this.handle(request, response),
    () => undefined,
  );

  /**
   * @param socket the Unix socket of the server, when it is ready; undefined if it failed: connections
   * are closed
   */
  constructor(
    private readonly socket: () => Promise<string | undefined>,
    private readonly options: GateOptions,
  ) {}

  /** Empty until it listens. */
  get url(): string {
    return this.server.url;
  }

  /** @returns the port @throws Error if the port is in use */
  async listen(port: number): Promise<number> {
    return Number(new URL(await this.server.listen(port, "moto")).port);
  }

  close(late?: Late): Promise<void> {
    return this.server.close(late);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.options.hosts.refusal(request) ?? crossOriginRefusal(request, "moto");
    if (refusal !== undefined) {
      this.refuse(request, response, refusal);
      return;
    }
    try {
      const socketPath = await this.socket();
      if (socketPath === undefined) {
        throw new Error("moto has failed");
      }
      await forward(request, response, socketPath);
    } catch {
      // Clients send a request again whose connection ends.
      response.destroy();
    }
  }

  private refuse(request: IncomingMessage, response: ServerResponse, reason: string): void {
    const { method = "", url = "" } = request;
    const [path = ""] = url.split("?", 1);
    this.options.log.report({ api: "moto", method, path, status: 403, reason });
    const message = `The local runner refuses the request: ${reason}.`;
    response.writeHead(403, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ __type: "AccessDeniedException", message }));
  }
}
