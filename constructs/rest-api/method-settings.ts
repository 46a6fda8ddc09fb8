import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import type { Construct } from "constructs";
import { checkThrottle, DEFAULT_THROTTLE, HTTP_METHODS } from "../api-gateway";
import { checkDuration } from "../core/check-duration";
import { Duration } from "../core/duration";
import type { Kinds } from "../core/props";
import { boolean, checkedElsewhere, checkProps, object } from "../core/props";
import { refuse } from "../core/refusal";
import { methodKey } from "./resource";
import type { StagedApi } from "./stage";
import type { MethodDeploymentOptions, StageOptions } from "./stage-props";

const DEFAULT_TTL = Duration.minutes(5);

const KINDS: Kinds<MethodDeploymentOptions> = {
  cachingEnabled: boolean,
  cacheTtl: checkedElsewhere,
  throttle: object,
};

/** The stage whose methods have the settings. */
export interface MethodSettingsTarget {
  readonly api: Pick<StagedApi, "resource" | "root">;
  readonly stageName: string;
}

/** Settings of all methods of a stage, and of single ones: a setting of a method replaces all of the stage's. */
export function addMethodSettings(
  scope: Construct,
  { api, stageName }: MethodSettingsTarget,
  options: StageOptions,
): void {
  checkCacheTtl(scope, "cacheTtl", options.cacheTtl);
  let previous: ApiGatewayMethodSettings | undefined;
  const add = (id: string, methodPath: string, settings: StageOptions) => {
    previous = new ApiGatewayMethodSettings(scope, id, {
      restApiId: api.resource.id,
      stageName,
      methodPath,
      settings: settingsOf(settings, options.cacheClusterSize !== undefined),
      // API Gateway refuses concurrent updates of a stage.
      dependsOn: previous && [previous],
    });
  };
  add("MethodSettings", "*/*", options);
  for (const [path, own] of Object.entries(options.methodOptions ?? {})) {
    checkMethodOptions(scope, path, own, options);
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    const id = `MethodSettings-${encodeURIComponent(path)}`;
    add(id, encodedPath(path), { ...options, ...Object.fromEntries(given) });
  }
  scope.node.addValidation({ validate: () => missingMethods(api, options) });
}

function settingsOf(options: StageOptions, hasCache: boolean) {
  const { rateLimit, burstLimit } = options.throttle ?? DEFAULT_THROTTLE;
  return {
    loggingLevel: options.loggingLevel ?? "ERROR",
    metricsEnabled: true,
    // Tracing would log whole requests, including credentials.
    dataTraceEnabled: false,
    throttlingRateLimit: rateLimit,
    throttlingBurstLimit: burstLimit,
    ...(hasCache && {
      cachingEnabled: options.cachingEnabled ?? true,
      cacheTtlInSeconds: (options.cacheTtl ?? DEFAULT_TTL).in("seconds"),
      cacheDataEncrypted: true,
      // Otherwise every client could empty the cache, by Cache-Control: max-age=0.
      requireAuthorizationForCacheControl: true,
    }),
  };
}

/** API Gateway separates path and method by a slash, and encodes the slashes of the path. */
function encodedPath(methodPath: string): string {
  const [path, method] = pathAndMethod(methodPath);
  return `${path.replaceAll("/", "~1")}/${method}`;
}

function pathAndMethod(methodPath: string): [path: string, httpMethod: string] {
  const at = methodPath.lastIndexOf("/");
  return [methodPath.slice(0, at) || "/", methodPath.slice(at + 1)];
}

/** Methods may be added after the stage, so only the synthesis knows which are missing. */
function missingMethods(
  { root }: MethodSettingsTarget["api"],
  { methodOptions = {} }: StageOptions,
): string[] {
  const items = new Map(root.paths());
  return Object.keys(methodOptions)
    .filter((methodPath) => {
      const [path, httpMethod] = pathAndMethod(methodPath);
      return !(methodKey(httpMethod) in (items.get(path) ?? {}));
    })
    .map(
      (methodPath) =>
        `name in methodOptions is "${methodPath}"; allowed: methods of the ` +
        "API. Add the method, or correct the name.",
    );
}

function checkMethodOptions(
  scope: Construct,
  path: string,
  own: MethodDeploymentOptions,
  stage: StageOptions,
): void {
  const named = (prop: string) => `${prop} of ${path} in methodOptions`;
  if (!new RegExp(`^/(\\S*/)?(${HTTP_METHODS.join("|")})$`).test(path)) {
    refuse(scope, {
      what: "name in methodOptions",
      value: path,
      allowed: 'a path with a method, e.g. "/pets/{id}/GET", or "/GET" for the root',
      fix: "Write it in this form.",
    });
  }
  checkProps(scope, own, KINDS, named);
  checkThrottle(scope, own.throttle);
  checkCacheTtl(scope, named("cacheTtl"), own.cacheTtl);
  if (own.cachingEnabled === true && stage.cacheClusterSize === undefined) {
    refuse(scope, {
      what: named("cachingEnabled"),
      value: true,
      allowed: "true only if the stage has a cache",
      fix: "Set cacheClusterSize of the stage.",
    });
  }
}

function checkCacheTtl(scope: Construct, what: string, ttl: Duration | undefined): void {
  checkDuration(scope, what, ttl, { min: 0, max: 3600, unit: "seconds" });
}
