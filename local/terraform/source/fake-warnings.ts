import type { ResolvedStack } from "../resolved-stack";

/** One warning for all values that only AWS knows, and that functions get fakes for. */
export function fakeWarnings(stack: ResolvedStack): string[] {
  const addresses = stack.fakes();
  if (addresses.length === 0) {
    return [];
  }
  return [
    `Functions get fakes for values that only AWS knows: ${addresses.join(", ")}. ` +
      `Pass --data 'ADDRESS=VALUE' to set them.`,
  ];
}
