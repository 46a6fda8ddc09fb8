/** The function that the `invoke_arn` in an integration's uri invokes. */
export function functionOf(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? "";
}
