import { servable } from "../../gateway/common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { DomainDescription } from "./description";

type Readable = (text: string) => string;

const DOMAINS = ["aws_apigatewayv2_domain_name", "aws_api_gateway_domain_name"];
const MAPPINGS = [
  { type: "aws_apigatewayv2_api_mapping", path: "api_mapping_key", stage: "stage" },
  { type: "aws_api_gateway_base_path_mapping", path: "base_path", stage: "stage_name" },
] as const;

/** The custom domain names of a stack, with what their paths lead to. */
export function describeDomains(stack: ResolvedStack, readable: Readable): DomainDescription[] {
  const mappings = MAPPINGS.flatMap(({ type, path, stage }) =>
    stack.ofType(type).flatMap((mapping) => {
      const read = servable(() => ({
        domain: mapping.string("domain_name") ?? "",
        path: `/${mapping.string(path) ?? ""}`,
        target: `${readable(mapping.string("api_id") ?? "")} ${mapping.string(stage) ?? ""}`,
      }));
      return read.value ?? [];
    }),
  );
  return DOMAINS.flatMap((type) => stack.ofType(type)).flatMap((domain) => {
    const read = servable(() => {
      const names = namesOf(domain);
      const own = mappings.filter((mapping) => names.includes(mapping.domain));
      return {
        address: domain.address,
        name: names[0] ?? "",
        hasMutualTls: domain.blocks("mutual_tls_authentication").length > 0,
        targets: new Map(own.map(({ path, target }) => [path, target] as const)),
      };
    });
    return read.value ?? [];
  });
}

/** A mapping names its domain by `domain_name` or by `id`, which are the same on AWS. */
function namesOf(domain: ResolvedResource): string[] {
  return [domain.string("domain_name") ?? "", domain.string("id") ?? ""];
}
