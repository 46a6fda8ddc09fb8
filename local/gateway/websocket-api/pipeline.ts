import type { HttpRequest } from "../common/http/http-message";
import type { KeyUsage } from "../common/usage-plans/key-usage";
import type { GatewayServices } from "../services";
import { connect, type Connected } from "./connect/connect";
import type { ConnectionRoutes } from "./connection/api-connections";
import type { Connection } from "./connection/connection";
import type { Closure, ConnectionFacts } from "./connection/connection-facts";
import { disconnect, DISCONNECTED } from "./disconnect/disconnect";
import type { LoggedApi } from "../common/http/timed-notes";
import { loggedExchange, type Exchange } from "./logged-exchange";
import { message, MESSAGE } from "./message/message";
import type { WebSocketApi } from "./model/web-socket-api";
import { badRequest, runnerFailed } from "./own-responses";
import { ServedRoutes } from "./served-routes";
import { UnderWay } from "./under-way";

/** Passes what happens on the connections of an API to its routes, and logs it. */
export class Pipeline implements ConnectionRoutes {
  private readonly routes: ServedRoutes;
  private readonly logged: LoggedApi;
  private readonly underWay = new UnderWay();

  constructor(
    private readonly api: WebSocketApi,
    services: GatewayServices,
    usage: KeyUsage,
  ) {
    this.routes = new ServedRoutes(api, services, usage);
    this.logged = { address: api.address, name: api.name, log: services.log };
  }

  /** @param fault what is wrong with the handshake itself */
  connect(request: HttpRequest, fault: string | undefined): Promise<Connected> {
    const { method, path, query, headers } = request;
    const exchanged = loggedExchange<Connected>(
      this.logged,
      { method, path, query, headers, body: "" },
      (notes) =>
        fault === undefined
          ? connect(this.api, this.routes, request, notes)
          : Promise.resolve({ response: badRequest(fault) }),
      (reason) => ({ response: runnerFailed(reason) }),
    );
    return this.underWay.track(exchanged);
  }

  async message(connection: Connection, text: string): Promise<void> {
    const { facts } = connection;
    const { reply } = await this.underWay.track(
      loggedExchange(
        this.logged,
        exchangeOn(facts.stage, MESSAGE, text),
        (notes) => message(this.api, this.routes, facts, text, notes),
        (reason) => {
          const response = runnerFailed(reason);
          return { response, reply: response.body.toString() };
        },
      ),
    );
    if (reply !== undefined) {
      connection.send(reply);
    }
  }

  async disconnected(facts: ConnectionFacts, closure: Closure): Promise<void> {
    await this.underWay.track(
      loggedExchange(
        this.logged,
        exchangeOn(facts.stage, DISCONNECTED, ""),
        (notes) => disconnect(this.api, this.routes, facts, closure, notes),
        (reason) => ({ response: runnerFailed(reason) }),
      ),
    );
  }

  /** Resolves when nothing is under way. */
  responded(): Promise<void> {
    return this.underWay.ended();
  }
}

function exchangeOn(stage: string, method: string, body: string): Exchange {
  return { method, path: `/${stage}`, query: "", headers: [], body };
}
