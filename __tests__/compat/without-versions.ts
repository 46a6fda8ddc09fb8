type Json = Record<string, unknown>;

/**
 * A synthesised stack without what may differ: the versions and sources of CDKTF and the providers;
 * `reset_on_delete`, which AWS provider 6 no longer has because it always does so; and
 * `invoked_via_function_url`, which only late versions of provider 6 have.
 */
export function withoutVersions(stack: unknown): unknown {
  return JSON.parse(JSON.stringify(stack), (key: string, value: unknown): unknown => {
    switch (key) {
      case "required_providers":
        return Object.keys(value as Json);
      case "metadata":
        return { ...(value as Json), version: undefined, overrides: undefined };
      case "aws_api_gateway_account":
        return mapValues(value as Json, (account) => ({
          ...(account as Json),
          reset_on_delete: undefined,
        }));
      case "invoked_via_function_url":
        return undefined;
      default:
        return value;
    }
  });
}

function mapValues(object: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
