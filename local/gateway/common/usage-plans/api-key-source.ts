/** Whether clients send API keys in the header X-API-Key, or authorizers choose them. */
export type ApiKeySource = "HEADER" | "AUTHORIZER";

interface Missing {
  /** What requires the key: "method" or "route". */
  readonly of: string;
  readonly source: ApiKeySource;
  readonly stageAddress: string;
}

/** Why a value is not a key of the stage. The reason doesn't contain the key, which is a secret. */
export function whyNoKey(value: string | undefined, { of, source, stageAddress }: Missing): string {
  const [missing, what] =
    source === "AUTHORIZER"
      ? ["the authorizer returned no usageIdentifierKey", "the authorizer's usageIdentifierKey"]
      : ["the request has no header x-api-key", "the API key in the header x-api-key"];
  return value === undefined
    ? `the ${of} requires an API key, and ${missing}`
    : `${what} is not in a usage plan of ${stageAddress}`;
}
