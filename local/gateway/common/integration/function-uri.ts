/** The function in an integration's URI; empty if the URI is not an `invoke_arn`. */
export function functionOf(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? "";
}
