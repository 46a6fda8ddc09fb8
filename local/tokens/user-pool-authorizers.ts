import { servable } from "../gateway/common/unservable/unservable";
import type { UserPoolsAuthorizer } from "../gateway/rest-api/model/authorization";
import { readDefinition } from "../gateway/rest-api/read/served-api";
import type { ResolvedResource, ResolvedStack } from "../terraform";
import { namedResources, type NamedResource } from "../testing/named-resources";

/** An authorizer of a REST API that accepts the tokens of a user pool. */
export interface NamedUserPoolAuthorizer extends NamedResource {
  /** Of the first pool, if there are several. */
  readonly issuer: string;
}

const API = "aws_api_gateway_rest_api";

/** Those that guard a method, whether they are resources or security schemes of a body. */
export function userPoolAuthorizers(stack: ResolvedStack): NamedUserPoolAuthorizer[] {
  const types = { [API]: "name", aws_api_gateway_authorizer: "name" };
  const paths = new Map(namedResources(stack, types).map(({ address, path }) => [address, path]));
  return stack.ofType(API).flatMap((api) =>
    authorizersOf(stack, api).map(({ address, name, issuers: [issuer = ""] }) => {
      const ofApi = [paths.get(api.address), name].filter((part) => part !== undefined).join("/");
      return { address, name, issuer, path: paths.get(address) ?? ofApi };
    }),
  );
}

function authorizersOf(stack: ResolvedStack, api: ResolvedResource): UserPoolsAuthorizer[] {
  // The runner itself reports an API that it can't read.
  const { definition } = servable(() => readDefinition(stack, api)).value ?? {};
  const guards = (definition?.methods ?? []).flatMap((method) =>
    method.unservable === undefined && method.guard.type === "COGNITO_USER_POOLS"
      ? [method.guard.authorizer]
      : [],
  );
  return [...new Map(guards.map((one) => [one.address, one])).values()];
}
