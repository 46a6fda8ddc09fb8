import { valueInBody } from "./body-value";

/**
 * The `statusCode` of the rendered request of a MOCK; undefined without one. API Gateway is lenient:
 * the name needs no quotes, and text may surround the object.
 */
export function mockStatus(payload: string): string | undefined {
  const fromJson = valueInBody(payload, "statusCode");
  return fromJson !== undefined && /^\d{3}$/.test(fromJson)
    ? fromJson
    : /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(payload)?.[1];
}
