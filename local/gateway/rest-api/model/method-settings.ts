/** Settings of a stage's methods, by path and method such as `/pets/GET`, or by `*` for both. */
export type MethodSettings<T> = ReadonlyMap<string, T>;

/** The settings that AWS uses for methods without their own. */
export const ALL_METHODS = "*/*";

/** The key of a method: `/pets/GET`, of the root `/GET`. */
export function settingsKey(path: string, httpMethod: string): string {
  return `${path === "/" ? "" : path}/${httpMethod}`;
}
