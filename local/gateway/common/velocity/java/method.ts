import { toJavaString, type VtlValue } from "../values";

/** A method of a Java class. A value that has no such method returns null, as on AWS. */
export type Method<T> = (receiver: T, args: VtlValue[]) => VtlValue;

/** The methods of a Java class, by name. */
export function methods<T>(table: Record<string, Method<T>>): ReadonlyMap<string, Method<T>> {
  return new Map(Object.entries(table));
}

/** An argument as a text. */
export const text = (value: VtlValue) => toJavaString(value);

/** An argument as an index. */
export const index = (value: VtlValue, otherwise: number) =>
  typeof value === "number" ? value : otherwise;
