import { servable } from "../../gateway/common/unservable/unservable";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import { shownFunction } from "../../lambda/config/shown-function";
import { accessText, isPublic, type RouteDescription } from "../../review/describe";
import type { Stack } from "../stack-folder";
import { FUNCTION_URL, inspectStack, shownName, type InspectedStack } from "./inspect-stack";

/** A route of an HTTP API, a method of a REST API, or a function URL. */
export interface ListedRoute {
  /** The construct's path of its API or function URL, such as `Shop/HttpApi`. */
  readonly api: string;
  /** `GET /pets/{id}`, `$default`, which is also that of function URLs. */
  readonly key: string;
  /** A function's construct path, a URL's host or `MOCK`. */
  readonly to: string;
  /** As the description calls it: a function's name on AWS. */
  readonly target: string;
  /** Who may call: `public`, `API key`, `IAM`, `JWT https://issuer (scope)`, `Lambda authorizer Authz`. */
  readonly auth: string;
  readonly isPublic: boolean;
}

/**
 * The routes of a stack, a line each: `GET /pets/{id} → Pets, public`. Where the stack has several
 * APIs or function URLs, the line begins with the API or URL. Names are paths of constructs, which
 * don't change with the environment and have no hash.
 * @param stack a CDKTF stack, or the folder of a synthesised one
 */
export function routes(stack: Stack | string): string {
  return inspectStack(stack, (inspected) => {
    const listed = listRoutes(inspected);
    const hasSeveralApis = inspected.apis.length + inspected.functionUrls.length > 1;
    return [
      ...listed.map((route) => (hasSeveralApis ? `${route.api}: ${line(route)}` : line(route))),
      ...unreadApis(inspected),
    ].join("\n");
  });
}

/** Why the list isn't whole: APIs whose routes can't be read, and modules that can't be resolved. */
export function unreadApis({ apis, description, resolved }: InspectedStack): string[] {
  const read = description.apis.map(({ address }) => address);
  const unread = apis.filter(({ address }) => !read.includes(address));
  return [
    ...unread.map((api) => `${shownName(api)}: its routes can't be read (${api.address})`),
    ...resolved.moduleProblems(),
  ];
}

/** `GET /pets → Pets, public` */
export function line({ key, to, auth }: ListedRoute): string {
  return `${key} → ${to}, ${auth}`;
}

/** By API, in the order of their paths, and then the function URLs. */
export function listRoutes(stack: InspectedStack): ListedRoute[] {
  const routesOfApis = stack.description.apis.flatMap((api) => {
    const named = stack.apis.find(({ address }) => address === api.address);
    return api.routes
      .map((route) => listed(stack, named ? shownName(named) : api.name, route))
      .toSorted((one, other) => compare(pathOf(one), pathOf(other)) || compare(one.key, other.key));
  });
  return [...routesOfApis, ...listFunctionUrls(stack)];
}

/** All that is sent to a function URL reaches the function. */
function listFunctionUrls(stack: InspectedStack): ListedRoute[] {
  return stack.resolved.ofType(FUNCTION_URL).map((url) => {
    const named = stack.functionUrls.find(({ address }) => address === url.address);
    const name = servable(() => url.string("function_name")).value;
    const target = parseFunctionReference(name ?? "")?.name ?? url.address;
    // Public as well if it isn't known who may call.
    const isIam = servable(() => url.string("authorization_type")).value === "AWS_IAM";
    return {
      api: named ? shownName(named) : url.address,
      key: "$default",
      target,
      to: shownFunction(stack.functions, target),
      auth: isIam ? "IAM" : "public",
      isPublic: !isIam,
    };
  });
}

function listed(stack: InspectedStack, api: string, route: RouteDescription): ListedRoute {
  const { key, target, access } = route;
  return {
    api,
    key,
    target,
    to: shownFunction(stack.functions, target),
    auth: accessText(access, (name) => shownFunction(stack.functions, name)),
    isPublic: isPublic(access),
  };
}

function pathOf({ key }: ListedRoute): string {
  return key.slice(key.indexOf(" ") + 1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
