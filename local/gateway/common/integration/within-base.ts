import { IntegrationFailure } from "./integration-failure";

/**
 * Returns the URL of a backend, unless dot segments from the client lead outside the base path of
 * the integration's URI. Encoded slashes and backslashes count as slashes: some backends read them
 * that way.
 * @param own the start of the URL, which the client can't change
 * @throws IntegrationFailure "outside its base"
 */
export function withinBase(own: string, url: string): string {
  const base = parsed(own.slice(0, own.lastIndexOf("/") + 1));
  const target = parsed((url.split("?", 1)[0] ?? "").replace(/%(?:2f|5c)/gi, "/"));
  // The caller of the backend reports an invalid URL.
  if (!base || !target) {
    return url;
  }
  if (target.origin !== base.origin || !target.pathname.startsWith(base.pathname)) {
    throw new IntegrationFailure(
      "outside its base",
      `the path leads outside ${base.origin}${base.pathname}, the base of the integration's uri`,
    );
  }
  return url;
}

/** A URL template up to its first path parameter. */
export function beforeParameters(uri: string): string {
  return uri.split("{", 1)[0] ?? "";
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
