/** The segments that identify a resource: slashes at both ends are ignored. */
export function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? [] : trimmed.split("/");
}
