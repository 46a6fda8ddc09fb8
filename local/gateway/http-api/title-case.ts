const TITLE_CASED = /^[A-Z][^A-Z-]*(?:-[A-Z][^A-Z-]*)*$/;

/** Converts `x-custom-header` to `X-Custom-Header`. */
export function titleCase(name: string): string {
  if (TITLE_CASED.test(name)) {
    return name;
  }
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
