/**
 * What a path such as `$.detail.items[0]` selects of an event; undefined if there is nothing.
 * @throws Error for a path of another form
 */
export function selected(path: string, event: unknown): unknown {
  if (!/^\$(?:\.[\w-]+|\[\d+\]|\['[^']*'\])*$/.test(path)) {
    throw new Error(`the JSON path is "${path}"; expected a form such as $.detail.items[0]`);
  }
  let value = event;
  for (const [, name, index, quoted] of path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]/g)) {
    const key = name ?? index ?? quoted ?? "";
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
