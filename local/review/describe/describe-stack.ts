import { servable } from "../../gateway/common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { ApiDescription, FunctionDescription, StackDescription } from "./description";
import { DATA_STORE_TYPES, describeDataStore } from "./data-stores";
import { describeDomains } from "./domains";
import { describeEventSource, EVENT_SOURCE_TYPES } from "./event-sources";
import { describeFunction } from "./functions";
import { describeGrants } from "./grants";
import { hashOf } from "./hash";
import { describeHttpApi } from "./http-api";
import { readableNames } from "./readable-names";
import { describeRestApi } from "./rest-api";
import type { Side } from "./side";
import { describeWebSocketApi } from "./websocket-api";

type Readable = (text: string) => string;

/** Describes the APIs, functions, event sources, data and permissions of a stack. */
export function describeStack({ name, stack }: Side): StackDescription {
  const readable = readableNames(stack);
  const unreadable: string[] = [];
  const described = <T>(
    types: readonly string[],
    describe: (resource: ResolvedResource) => T | undefined,
  ): T[] =>
    types.flatMap((type) =>
      stack.ofType(type).flatMap((resource) => {
        const read = servable(() => describe(resource));
        if (read.value === undefined) {
          // The reason is left out: it can quote values of the stack, which may be secret.
          unreadable.push(resource.address);
        }
        return read.value ?? [];
      }),
    );

  const apis = described<ApiDescription>(["aws_apigatewayv2_api"], (api) =>
    describeApi(stack, api, readable),
  );
  const restApis = described(["aws_api_gateway_rest_api"], (api) =>
    describeRestApi(stack, api, readable),
  );
  const domains = describeDomains(stack, readable);
  const functions = described<FunctionDescription>(["aws_lambda_function"], (fn) =>
    describeFunction(stack, fn, readable),
  );
  const eventSources = described(EVENT_SOURCE_TYPES, (source) =>
    describeEventSource(stack, source, readable),
  );
  const dataStores = described(DATA_STORE_TYPES, describeDataStore);
  const { grants, unread } = describeGrants(stack, readable);
  return {
    name,
    apis: [...apis, ...restApis],
    domains,
    functions,
    eventSources,
    dataStores,
    grants,
    resources: hashesOfResources(stack, readable),
    unread: [...unreadable, ...unread],
  };
}

function describeApi(
  stack: ResolvedStack,
  api: ResolvedResource,
  readable: Readable,
): ApiDescription {
  if (api.string("protocol_type") === "WEBSOCKET") {
    return describeWebSocketApi(stack, api, readable);
  }
  return describeHttpApi(stack, api, readable);
}

function hashesOfResources(stack: ResolvedStack, readable: Readable): Map<string, string> {
  const managed = stack.all().filter(({ type }) => !type.startsWith("data."));
  return new Map(
    managed.map((resource) => {
      const attributes = resource.names().map((name) => {
        const { value } = servable(() => resource.value(name));
        return [name, value];
      });
      return [resource.address, hashOf(readable(JSON.stringify(attributes)))] as const;
    }),
  );
}
