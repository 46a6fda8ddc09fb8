import type { Answer } from "../../cases/support/exchange";

export function text({ body }: Pick<Answer, "body">): string {
  return body.toString("utf8");
}

export function header({ headers }: Pick<Answer, "headers">, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}
