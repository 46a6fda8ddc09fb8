import { MockIntegration } from "../integration/mock";
import type { CorsOptions } from "./cors-options";

/** The integration that responds to the preflight requests of a path, without a backend. */
export function preflightIntegration(cors: CorsOptions): MockIntegration {
  const headers = {
    ...originHeaders(cors),
    "Access-Control-Allow-Methods": cors.allowMethods?.join(","),
    "Access-Control-Allow-Headers": cors.allowHeaders?.join(","),
    "Access-Control-Max-Age": cors.maxAge?.in("seconds").toString(),
  };
  const template = originTemplate(cors.allowOrigins);
  return new MockIntegration({
    requestTemplates: { "application/json": '{"statusCode": 204}' },
    // Otherwise a binary media type */* would make the request unreadable for the template.
    contentHandling: "CONVERT_TO_TEXT",
    integrationResponses: [
      {
        statusCode: "204",
        responseParameters: quoted("method.response.header.", headers),
        ...(template !== undefined && { responseTemplates: { "application/json": template } }),
      },
    ],
  });
}

/** The headers by which a browser lets scripts read a response; of several origins for the first. */
export function originHeaders({ allowOrigins, allowCredentials }: CorsOptions) {
  const [origin] = allowOrigins;
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": allowCredentials === true ? "true" : undefined,
    // Otherwise a cache would give the response to other origins.
    Vary: origin === "*" ? undefined : "Origin",
  };
}

/** Headers as API Gateway maps fixed texts to them. */
export function quoted(
  prefix: string,
  headers: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${prefix}${name}`, `'${value}'`]),
  );
}

/** Returns the request's origin, if it is one of several. HTTP/2 sends the header in lower case. */
function originTemplate(origins: readonly string[]): string | undefined {
  if (origins.length === 1 || origins.includes("*")) {
    return undefined;
  }
  const isAllowed = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    "#set($headers = $input.params().header)",
    `#set($origin = "$!headers.get('Origin')$!headers.get('origin')")`,
    `#if(${isAllowed})`,
    "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)",
    "#end",
  ].join("\n");
}
