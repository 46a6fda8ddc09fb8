import type { AcceptedKey, ApiDescription } from "../describe";
import { onBoth, type Rule } from "./rule";

/** Rules about the API keys that an API accepts. */
export const apiKeyRules: readonly Rule<ApiDescription>[] = [
  {
    id: "api-key-removed",
    severity: "breaking",
    find: onBoth((before, after) => {
      const isRequired = after.routes.some(({ access }) => access.isApiKeyRequired);
      const stages = after.stages.map(({ name }) => name);
      return before.apiKeys
        .filter(({ stage }) => isRequired && stages.includes(stage))
        .flatMap((key) => refusal(key, after.apiKeys));
    }),
  },
];

/**
 * A value is compared with those of all keys, because it may have a new resource. A key whose value
 * is no longer given keeps it.
 */
function refusal({ stage, address, value }: AcceptedKey, after: readonly AcceptedKey[]): string[] {
  const keys = after.filter((key) => key.stage === stage);
  const same = keys.find((key) => key.address === address);
  const hasValue = keys.some((key) => key.value !== undefined && key.value === value);
  if (hasValue || (same && (same.value ?? value) === value)) {
    return [];
  }
  return [
    same
      ? `The stage ${stage} accepts ${address} with its new value only: requests with the old one get 403.`
      : `The stage ${stage} doesn't accept ${address} any more: requests with this key get 403.`,
  ];
}
