import { createHash } from "node:crypto";

/** Equal for equal texts. It shows that a value changed, without showing the value. */
export function hashOf(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The hashes of values by name. */
export function hashesOf(
  values: Readonly<Record<string, string>>,
  readable: (text: string) => string,
): Map<string, string> {
  return new Map(
    Object.entries(values).map(([name, value]) => [name, hashOf(readable(value))] as const),
  );
}
