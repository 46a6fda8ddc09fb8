import type { WebSocket } from "ws";
import { Connection, type ConnectionListener } from "./connection";
import type { Closure, ConnectionFacts } from "./connection-facts";

/** What happens on connections goes to the routes of a gateway. */
export interface ConnectionRoutes {
  /** Resolves, and never rejects, when the client has its response. */
  message(connection: Connection, text: string): Promise<void>;
  /** Resolves, and never rejects, when the integration of `$disconnect` has ended. */
  disconnected(connection: Connection, closure: Closure): Promise<void>;
}

/** The open connections of an API. They outlive its gateway: after a reload, another one takes over. */
export class ApiConnections implements ConnectionListener {
  private readonly open = new Map<string, Connection>();
  private routes: ConnectionRoutes | undefined;

  /** What happens from now on goes to these routes. */
  use(routes: ConnectionRoutes): void {
    this.routes = routes;
  }

  add(facts: ConnectionFacts, socket: WebSocket): void {
    this.open.set(facts.id, new Connection(facts, socket, this));
  }

  find(id: string): Connection | undefined {
    return this.open.get(id);
  }

  closeAll(code: number, reason: string): void {
    for (const connection of [...this.open.values()]) {
      connection.close(code, reason);
    }
  }

  message(connection: Connection, text: string): void {
    void this.routes?.message(connection, text);
  }

  ended(connection: Connection, closure: Closure): void {
    this.open.delete(connection.facts.id);
    void this.routes?.disconnected(connection, closure);
  }
}
