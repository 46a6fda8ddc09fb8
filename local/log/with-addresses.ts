const MAX_SHOWN = 10;

/** A sentence, and below it the Terraform addresses that it is about. */
export function withAddresses(sentence: string, addresses: readonly string[]): string {
  const more = addresses.length - MAX_SHOWN;
  const lines = addresses.slice(0, MAX_SHOWN);
  return [sentence, ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n  ");
}
