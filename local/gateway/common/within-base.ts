import { IntegrationFailure } from "./integration-failure";

/**
 * The URL of a backend, if dot segments in what the client sent don't lead out of the folder that
 * the integration's own text begins with. Slashes count however they are written: encoded ones and
 * backslashes, which a backend may take for slashes.
 * @param own the URL up to what the client fills in
 * @throws IntegrationFailure "outside its base"
 */
export function withinBase(own: string, url: string): string {
  const base = parsed(own.slice(0, own.lastIndexOf("/") + 1));
  const target = parsed((url.split("?", 1)[0] ?? "").replace(/%(?:2f|5c)/gi, "/"));
  // What is no URL is reported where it is called.
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
