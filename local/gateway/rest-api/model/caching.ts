import { ALL_METHODS, settingsKey, type MethodSettings } from "./method-settings";

/** How the responses of a method are cached. */
export interface Caching {
  /** 0: they are not cached. */
  readonly ttlSeconds: number;
  /** Whether a caller needs a permission to replace an entry by `Cache-Control: max-age=0`. */
  readonly requiresAuthorization: boolean;
  /** What happens to a request that does so without the permission. */
  readonly unauthorizedStrategy: UnauthorizedStrategy;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html */
export type UnauthorizedStrategy =
  "FAIL_WITH_403" | "SUCCEED_WITH_RESPONSE_HEADER" | "SUCCEED_WITHOUT_RESPONSE_HEADER";

export type CachingSettings = MethodSettings<MethodCaching>;

/** The settings of one `method_path`. */
export interface MethodCaching extends Caching {
  /** Undefined: as the stage has it. */
  readonly isEnabled: boolean | undefined;
}

/**
 * The caching of a method in a stage; undefined if its responses are not cached. The settings of all
 * methods apply to GET only.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function cachingOf(
  settings: CachingSettings | undefined,
  path: string,
  httpMethod: string,
): Caching | undefined {
  const all = httpMethod === "GET" ? settings?.get(ALL_METHODS) : undefined;
  const own = settings?.get(settingsKey(path, httpMethod));
  const isEnabled = own?.isEnabled ?? all?.isEnabled ?? false;
  const caching = own ?? all;
  return isEnabled && caching && caching.ttlSeconds > 0 ? caching : undefined;
}
