import { crc32 } from "node:zlib";

/** AWS says "approximately": how often one chain of requests invokes a function before it is stopped. */
export const MOST_IN_CHAIN = 16;

/**
 * How often a chain of requests has invoked a function, by the X-Ray header that came with the next
 * request of the chain: handlers' AWS SDKs send the one that they see.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function timesInChain(traceId: string | undefined, functionArn: string): number {
  const before = countsOf(traceId ?? "").get(keyOf(functionArn));
  return before === undefined ? 0 : before + 1;
}

/**
 * The X-Ray header of an invocation. For each function, it has how often the chain has invoked it
 * before: `…;Lineage=a87bd80c:1|68fd508a:0`.
 */
export function withLineage(traceId: string, functionArn: string): string {
  const counts = countsOf(traceId);
  counts.set(keyOf(functionArn), timesInChain(traceId, functionArn));
  const lineage = [...counts].map(([fn, count]) => `${fn}:${count}`).join("|");
  return `${traceId.replace(/;?Lineage=[^;]*/, "")};Lineage=${lineage}`;
}

/** By a hash of the function's ARN. Python's SDK encodes the bars. */
function countsOf(traceId: string): Map<string, number> {
  const [, lineage = ""] = /(?:^|;)Lineage=([^;]*)/.exec(traceId) ?? [];
  const entries = lineage.matchAll(/(?:^|\||%7C)([0-9a-f]{8}):(\d{1,5})(?=$|\||%7C)/gi);
  return new Map([...entries].map(([, key = "", count]) => [key, Number(count)]));
}

function keyOf(functionArn: string): string {
  return crc32(functionArn).toString(16).padStart(8, "0");
}
