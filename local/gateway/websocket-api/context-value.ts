import type { Call } from "./call";
import { requestContext } from "./request-context";

/** The value of `$context.connectionId`, `$context.identity.sourceIp` and their like, by its path. */
export function contextValue(call: Call, path: string): string | undefined {
  const value = path
    .split(".")
    .reduce<unknown>(
      (holder, name) =>
        typeof holder === "object" && holder !== null && Object.hasOwn(holder, name)
          ? (holder as Readonly<Record<string, unknown>>)[name]
          : undefined,
      requestContext(call),
    );
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
