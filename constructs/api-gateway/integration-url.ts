import type { IConstruct } from "constructs";
import { checkPattern } from "../core/checks";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";

/**
 * Refuses what isn't a URL, and a variable of its path that nothing is mapped to: API Gateway would
 * send it literally, and respond with 500.
 * @param owner - what has the URL, as errors name it
 * @param mapped - the integration's request parameters
 */
export function checkIntegrationUrl(
  api: IConstruct,
  owner: string,
  url: string,
  mapped: Readonly<Record<string, string>> = {},
): void {
  const what = `url of ${owner}`;
  checkKind(api, what, url, required(string));
  checkPattern(api, what, url, {
    pattern: /^https?:\/\/[^/?#\s]\S*$/,
    allowed: "an absolute http or https URL",
    fix: 'Write it like "https://example.com/pets".',
  });
  for (const [, name = ""] of url.matchAll(/(?<!\$)\{([^}]*)\}/g)) {
    if (Object.hasOwn(mapped, `integration.request.path.${name}`)) {
      continue;
    }
    refuse(api, {
      what,
      value: url,
      allowed: `{${name}} only with a parameter mapped to integration.request.path.${name}`,
      fix: "Map it in requestParameters.",
    });
  }
}
