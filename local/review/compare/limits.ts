import type { ApiDescription, StackDescription } from "../describe";

/** A quota is near from this share of it. */
const NEAR = 0.9;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_ROUTES = 300;
const MAX_RESOURCES = 300;
const REST_TIMEOUT_MILLISECONDS = 29_000;
const HTTP_TIMEOUT_MILLISECONDS = 30_000;
/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ENVIRONMENT_VARIABLES_BYTES = 4096;
const MAX_POLICY_BYTES = 20_480;
/** About what a permission takes in a function's policy. */
const PERMISSION_BYTES = 350;

/** Quotas that the change brings near, a sentence each. */
export function nearLimits(before: StackDescription, after: StackDescription): string[] {
  const known = new Set(limitsOf(before).map(({ id }) => id));
  return limitsOf(after)
    .filter(({ id }) => !known.has(id))
    .map(({ text }) => text);
}

interface Limit {
  /** Without the numbers, which can change while the quota stays near. */
  readonly id: string;
  readonly text: string;
}

function limitsOf({ apis, functions, grants }: StackDescription): Limit[] {
  const permissions = new Map<string, number>();
  for (const { address, resource } of grants) {
    if (address.startsWith("aws_lambda_permission.")) {
      permissions.set(resource, (permissions.get(resource) ?? 0) + 1);
    }
  }
  return [
    ...apis.flatMap(routeLimit),
    ...apis.flatMap(timeoutLimits),
    ...functions.flatMap(({ name, address, environmentBytes: size }) =>
      near(address, size, MAX_ENVIRONMENT_VARIABLES_BYTES, (of) => {
        return `The environment variables of ${name} take ${size} of ${of} bytes.`;
      }),
    ),
    ...[...permissions].flatMap(([fn, count]) =>
      near(fn, count * PERMISSION_BYTES, MAX_POLICY_BYTES, (of) => {
        return `${fn} has ${count} permissions, which take about ${count * PERMISSION_BYTES} of the ${of} bytes of its policy.`;
      }),
    ),
  ];
}

function near(id: string, used: number, quota: number, text: (quota: number) => string): Limit[] {
  return used >= quota * NEAR ? [{ id: `${id} ${quota}`, text: text(quota) }] : [];
}

function routeLimit({ kind, name, address, routes }: ApiDescription): Limit[] {
  if (kind !== "REST API") {
    return near(address, routes.length, MAX_ROUTES, (of) => {
      return `${name} has ${routes.length} of ${of} routes.`;
    });
  }
  const paths = new Set(routes.flatMap(({ key }) => resourcesOf(key)));
  return near(address, paths.size, MAX_RESOURCES, (of) => {
    return `${name} has ${paths.size} of ${of} resources.`;
  });
}

/** The paths of the resources that a method needs: each part of its path is one. */
function resourcesOf(key: string): string[] {
  const parts = key.replace(/^\S+ \/?/, "").split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

/** A function that may take longer than API Gateway waits. */
function timeoutLimits({ kind, name, address, routes }: ApiDescription): Limit[] {
  const quota = kind === "HTTP API" ? HTTP_TIMEOUT_MILLISECONDS : REST_TIMEOUT_MILLISECONDS;
  return routes
    .filter(({ timeoutMilliseconds = 0 }) => timeoutMilliseconds > quota)
    .map(({ key, timeoutMilliseconds = 0 }) => ({
      id: `${address} ${key} timeout`,
      text: `${name} ${key} has a timeout of ${timeoutMilliseconds / 1000} s, which needs a higher quota than the default of ${quota / 1000} s.`,
    }));
}
