import type { CaseResponse } from "../../cases/support/exchange";

export function text({ body }: Pick<CaseResponse, "body">): string {
  return body.toString("utf8");
}

export function header(
  { headers }: Pick<CaseResponse, "headers">,
  name: string,
): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}
