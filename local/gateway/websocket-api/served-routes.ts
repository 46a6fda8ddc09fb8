import { overThrottle } from "../common/api-v2/over-throttle";
import type { WriteLine } from "../common/log/log-line";
import { TokenBuckets } from "../common/limits/throttle";
import { notServed } from "../common/unservable/unservable";
import type { RequestNotes } from "../gateway-log";
import type { GatewayServices } from "../services";
import { routeStep } from "../trace/routes";
import type { Stage } from "../common/api-v2/stage";
import type { KeyUsage } from "../common/usage-plans/key-usage";
import { withApiKey } from "./authorizer/api-key";
import { authorizerFor } from "./authorizer/authorizer-for";
import type { Authorize } from "./authorizer/authorize";
import { withExecutionLog } from "./execution-log/logged-integration";
import { integrationFor, type Integrate } from "./integration/integrate";
import { routeTarget } from "./integration/target";
import { validated } from "./validation/message-validation";
import type { UnservableRoute, WebSocketApi, WebSocketRoute } from "./model/web-socket-api";

/** A route and what is done for it. */
export interface ServedRoute {
  readonly route: WebSocketRoute | UnservableRoute;
  readonly authorize: Authorize;
  readonly integrate: Integrate;
}

/** The routes of an API by their keys. */
export class ServedRoutes {
  private readonly byKey: ReadonlyMap<string, ServedRoute>;
  private readonly buckets = new TokenBuckets();

  /** Receives the lines of access logs. */
  readonly accessLog: WriteLine | undefined;

  constructor(api: WebSocketApi, services: GatewayServices, usage: KeyUsage) {
    this.accessLog = services.accessLog;
    this.byKey = new Map(
      api.routes.map((route) => [route.key, serve(api, route, services, usage)]),
    );
  }

  get keys(): string[] {
    return [...this.byKey.keys()];
  }

  /** Takes a token of a route. @returns why it has none; undefined if it had one */
  overThrottle(key: string, stage: Stage): string | undefined {
    return overThrottle(this.buckets, stage, key);
  }

  /** Notes the route for the log, too. */
  find(
    key: string,
    stage: Stage,
    method: string,
    notes: RequestNotes | undefined,
  ): ServedRoute | undefined {
    const found = this.byKey.get(key);
    if (found && notes) {
      notes.route = key;
      notes.target = routeTarget(found.route, stage.variables);
      notes.steps
        ?.begin(routeStep({ method, path: "/" }, stage.name))
        .end({ routeKey: key, target: notes.target });
    }
    return found;
  }
}

/** A route that can't be served has neither an authorizer nor an integration to call. */
function serve(
  api: WebSocketApi,
  route: WebSocketRoute | UnservableRoute,
  services: GatewayServices,
  usage: KeyUsage,
): ServedRoute {
  if (route.unservable !== undefined) {
    const refused = notServed(route.unservable);
    return {
      route,
      authorize: () => Promise.resolve({ refused }),
      integrate: () => Promise.resolve(refused),
    };
  }
  const authorize = authorizerFor(api, route.authorizer, services);
  const { isApiKeyRequired } = route;
  const integrate = withExecutionLog(
    isApiKeyRequired,
    integrationFor(api, route, services),
    services.executionLog,
  );
  return {
    route,
    authorize: isApiKeyRequired ? withApiKey(api.apiKeys, usage, authorize) : authorize,
    integrate: validated(route.validation, integrate),
  };
}
