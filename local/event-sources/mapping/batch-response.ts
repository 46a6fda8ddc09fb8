/** The records of a batch that have failed: their identifiers, or all. */
export type Failures = ReadonlySet<string> | "all";

const NONE: Failures = new Set();

/**
 * Reads the response of a function that reports failed records. A response that names a record that
 * isn't in the batch, or is malformed, counts as a failure of all.
 * @param known identifiers of the records in the batch
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function batchItemFailures(payload: string, known: ReadonlySet<string>): Failures {
  const response = parsed(payload);
  if (response === undefined) {
    return "all";
  }
  if (response === null || response === "") {
    return NONE;
  }
  if (typeof response !== "object" || Array.isArray(response)) {
    return "all";
  }
  const { batchItemFailures: items = null } = response as { batchItemFailures?: unknown };
  if (items === null) {
    return NONE;
  }
  if (!Array.isArray(items)) {
    return "all";
  }
  const ids = items.map(identifierOf);
  return ids.every((id) => known.has(id)) ? new Set(ids) : "all";
}

/** Empty, which no record has, if there is none. */
function identifierOf(item: unknown): string {
  const { itemIdentifier = "" } = (item ?? {}) as { readonly itemIdentifier?: unknown };
  return typeof itemIdentifier === "string" ? itemIdentifier : "";
}

function parsed(payload: string): unknown {
  if (payload === "") {
    return null;
  }
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
