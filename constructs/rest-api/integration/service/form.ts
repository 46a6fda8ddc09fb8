/** Requests to services with an older API are forms. */
export const FORM = {
  "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
};

/** A reference, or text with references, as an argument. */
export function inVelocity(text: string): string {
  return /^\$[\w.]+(\(.*\))?$/s.test(text) ? text : `"${text}"`;
}
