/** Converts `x-custom-header` to `X-Custom-Header`. */
export function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
