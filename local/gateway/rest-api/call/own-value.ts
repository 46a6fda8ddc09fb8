/** A property of the object itself: `constructor` and the like are never found. */
export function ownValue(values: Readonly<Record<string, string>>, name: string) {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
