import type { ResolvedStack } from "../../terraform/resolved-stack";
import type { UnsupportedFunction } from "./function-config";

/** The attributes by which an API refers to a function. */
const FRONTS = [
  ["aws_apigatewayv2_integration", "integration_uri"],
  ["aws_apigatewayv2_authorizer", "authorizer_uri"],
  ["aws_api_gateway_integration", "uri"],
  ["aws_api_gateway_authorizer", "authorizer_uri"],
] as const;

/**
 * Warnings about functions that can't be served and that no API uses.
 * @throws Error that names each one that an API uses: its requests could not be served
 */
export function warnOfUnsupported(
  stack: ResolvedStack,
  unsupported: readonly UnsupportedFunction[],
): string[] {
  const uris = FRONTS.flatMap(([type, attribute]) =>
    stack.ofType(type).map((resource) => resource.string(attribute) ?? ""),
  );
  const isFronted = ({ arn }: UnsupportedFunction): boolean =>
    uris.some((uri) =>
      `${uri}/`
        .split(arn)
        .slice(1)
        .some((rest) => !/^[\w-]/.test(rest)),
    );
  const fronted = unsupported.filter(isFronted);
  if (fronted.length > 0) {
    throw new Error(fronted.map(({ reason }) => reason).join("\n"));
  }
  return unsupported.map(({ reason }) => `${reason}. It can't be invoked here.`);
}
