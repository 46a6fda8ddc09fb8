import type { WebSocket } from "ws";
import { Connection, type ConnectionListener } from "./connection";
import type { Closure, ConnectionFacts } from "./connection-facts";
import type { ConnectionLimits } from "./connection-limits";

/** What happens on connections goes to the routes of a gateway. */
export interface ConnectionRoutes {
  /** Resolves, and never rejects, when the client has its response. */
  message(connection: Connection, text: string): Promise<void>;
  /** Resolves, and never rejects, when the integration of `$disconnect` has ended. */
  disconnected(connection: ConnectionFacts, closure: Closure): Promise<void>;
}

/** The open connections of an API. They outlive its gateway: after a reload, another one takes over. */
export class ApiConnections implements ConnectionListener {
  private readonly open = new Map<string, Connection>();
  private routes: ConnectionRoutes | undefined;
  /** Set once all connections are closed: so is one whose handshake was still under way. */
  private closure: Closure | undefined;

  constructor(private readonly limits: ConnectionLimits) {}

  /** What happens from now on goes to these routes. */
  use(routes: ConnectionRoutes): void {
    this.routes = routes;
    this.closure = undefined;
  }

  add(facts: ConnectionFacts, socket: WebSocket): Connection {
    const connection = new Connection(facts, socket, this, this.limits);
    this.open.set(facts.id, connection);
    if (this.closure) {
      connection.close(this.closure);
    }
    return connection;
  }

  find(id: string): Connection | undefined {
    return this.open.get(id);
  }

  /** Closes all connections, and those that begin before other routes are used. */
  closeAll(closure: Closure): void {
    this.closure = closure;
    for (const connection of [...this.open.values()]) {
      connection.close(closure);
    }
  }

  async message(connection: Connection, text: string): Promise<void> {
    await this.routes?.message(connection, text);
  }

  ended(connection: Connection, closure: Closure): void {
    this.open.delete(connection.facts.id);
    void this.routes?.disconnected(connection.facts, closure);
  }
}
