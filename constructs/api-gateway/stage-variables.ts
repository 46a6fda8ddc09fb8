import type { IConstruct } from "constructs";
import { checkPattern } from "../core/checks";
import { refuse } from "../core/refusal";

/**
 * Refuses stage variables that API Gateway would refuse. HTTP and REST APIs have the same rules.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export function checkStageVariables(
  scope: IConstruct,
  variables: Readonly<Record<string, string>> = {},
): void {
  const names = Object.keys(variables);
  if (names.length > 100) {
    refuse(scope, {
      what: "number of stageVariables",
      value: names.length,
      allowed: "up to 100",
      fix: "Move some to the environments of the functions.",
    });
  }
  for (const [name, value] of Object.entries(variables)) {
    checkPattern(scope, "name of a stage variable", name, {
      pattern: /^\w{1,64}$/,
      allowed: "1 to 64 letters, digits and underscores",
      fix: "Rename it.",
    });
    checkPattern(scope, `stage variable ${name}`, value, {
      pattern: /^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/,
      allowed: "1 to 512 letters, digits and - . _ ~ : / ? # & = ,",
      fix: "Encode it, or put it into a function's environment.",
    });
  }
}

/** A URL whose stage variables reach API Gateway, while Terraform's expressions are evaluated. */
export function withStageVariables(url: string): string {
  return url.split("${stageVariables.").join("$${stageVariables.");
}
