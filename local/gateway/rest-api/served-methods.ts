import { ExpiringCache } from "../common/expiring-cache";
import { servable } from "../common/unservable/unservable";
import type { GatewayServices } from "../services";
import { authorizeFor, type AuthorizeMethod, type Decision } from "./authorizer";
import { integrationFor } from "./integration/integration-for";
import type { Integrate } from "./integration/integration-kind";
import { Models } from "../common/models/models";
import { requestValidation, type Validate } from "./method-request/validation";
import type { Method, UnservableMethod } from "./model/rest-api";
import type { ServedApi } from "./model/served-api";

interface ReadyMethod {
  readonly method: Method;
  readonly authorize: AuthorizeMethod;
  readonly validate: Validate;
  readonly integrate: Integrate;
  readonly unservable?: undefined;
}

/** A method that is ready to serve, or why it can't be served. */
export type ServedMethod = ReadyMethod | { readonly unservable: string };

export type ServedMethods = ReadonlyMap<Method | UnservableMethod, ServedMethod>;

/**
 * Prepares the methods of an API: everything that can be compiled is compiled here, before the
 * first request.
 * @throws UnservableError for a model that isn't a JSON schema
 */
export function serveMethods(served: ServedApi, services: GatewayServices): ServedMethods {
  const { api } = served;
  const stages = [...served.stages.values()].map(({ stage }) => stage);
  const models = new Models(api.models);
  const guarding = { ...services, api, stages, decisions: new ExpiringCache<Decision>() };
  const prepare = (method: Method): ReadyMethod => {
    const { httpMethod, resource, integration } = method;
    const route = { api, method: httpMethod, path: resource.path };
    return {
      method,
      authorize: authorizeFor(method.guard, guarding),
      validate: requestValidation(method, models),
      integrate: integrationFor(integration, {
        ...services,
        endpointType: api.endpointType,
        checkFor: (target) => services.permissions.checkFor({ ...route, ...target }, stages),
      }),
    };
  };
  const serve = (method: Method | UnservableMethod): ServedMethod => {
    if (method.unservable !== undefined) {
      return method;
    }
    const prepared = servable(() => prepare(method));
    return prepared.unservable === undefined ? prepared.value : prepared;
  };
  return new Map(api.methods.map((method) => [method, serve(method)] as const));
}
