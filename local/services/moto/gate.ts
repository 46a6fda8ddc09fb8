import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A port on loopback that is open at once. Its connections wait for the server that they lead to. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => void this.join(socket));

  /** @param port of the server, when it is ready; undefined if it failed: connections are closed */
  constructor(private readonly port: () => Promise<number | undefined>) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @throws Error if the port is in use */
  async listen(port: number): Promise<void> {
    this.server.listen(port, "127.0.0.1");
    try {
      await once(this.server, "listening");
    } catch (error) {
      const hint = "Give another first port: --port N.";
      throw new Error(`moto: port ${port} is in use. ${hint}`, { cause: error });
    }
  }

  close(): void {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
  }

  private async join(socket: Socket): Promise<void> {
    this.keep(socket);
    const port = await this.port();
    if (port === undefined || socket.destroyed) {
      socket.destroy();
      return;
    }
    const server = connect(port, "127.0.0.1");
    this.keep(server);
    socket.on("close", () => server.destroy());
    server.on("close", () => socket.destroy());
    socket.pipe(server).pipe(socket);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    // Otherwise the second packet of a request waits.
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.sockets.delete(socket));
  }
}
