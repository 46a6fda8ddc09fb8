import type { Mapping } from "./custom-domains";

/**
 * The mapping of a request's path: the one with most segments in common, and the one without a key
 * if no other matches.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function chooseMapping(mappings: readonly Mapping[], path: string): Mapping | undefined {
  return mappings
    .filter(({ key }) => key === "" || `${path}/`.startsWith(`/${key}/`))
    .reduce<Mapping | undefined>(
      (longest, mapping) =>
        longest === undefined || mapping.key.length > longest.key.length ? mapping : longest,
      undefined,
    );
}
