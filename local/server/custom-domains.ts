import { type ResolvedResource, type ResolvedStack, StackError } from "../terraform";

const TYPES = ["aws_apigatewayv2_domain_name", "aws_api_gateway_domain_name"];

export interface CustomDomains {
  readonly names: readonly string[];
  /** One for each name that only an apply knows. */
  readonly warnings: readonly string[];
}

/** The custom domain names of a stack's APIs. */
export function customDomains(stack: ResolvedStack): CustomDomains {
  const names: string[] = [];
  const warnings: string[] = [];
  for (const resource of TYPES.flatMap((type) => stack.ofType(type))) {
    const name = domainName(resource);
    if (name !== undefined) {
      names.push(name);
    } else {
      warnings.push(
        `${resource.address}: domain_name is unknown here, so requests for it are refused. Pass it with --allow-host.`,
      );
    }
  }
  return { names, warnings };
}

/** Undefined where only an apply knows it. */
function domainName(resource: ResolvedResource): string | undefined {
  try {
    return resource.string("domain_name");
  } catch (error) {
    if (error instanceof StackError) {
      return undefined;
    }
    throw error;
  }
}
