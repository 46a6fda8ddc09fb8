/** Reads an own property: inherited ones, such as `constructor`, are never found. */
export function ownValue(values: Readonly<Record<string, string>>, name: string) {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
