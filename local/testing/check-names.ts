/** Refuses misspelled options, which tests without type checks would pass in silence. */
export function checkNames(what: string, options: object, names: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`${what}: unknown option "${unknown}"; allowed: ${names.join(", ")}.`);
  }
}

/** The names of all options of a type: TypeScript checks that none is missing. */
export function namesOf<T>(names: Readonly<Record<keyof T, true>>): readonly string[] {
  return Object.keys(names);
}
