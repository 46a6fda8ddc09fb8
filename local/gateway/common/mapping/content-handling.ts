import { oneOf } from "../unservable/refuse";

const CONTENT_HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"] as const;

export type ContentHandling = (typeof CONTENT_HANDLING)[number];

/** @throws Error with the address where the value isn't one of those */
export function contentHandlingOf(
  address: string,
  value: string | undefined,
  attribute = "content_handling",
): ContentHandling | undefined {
  return value ? oneOf(address, attribute, value, CONTENT_HANDLING) : undefined;
}
