import { servable } from "../gateway/common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../terraform";

const TYPES = ["aws_apigatewayv2_domain_name", "aws_api_gateway_domain_name"];
const MAPPINGS = [
  { type: "aws_apigatewayv2_api_mapping", key: "api_mapping_key", stage: "stage" },
  { type: "aws_api_gateway_base_path_mapping", key: "base_path", stage: "stage_name" },
] as const;

/** A custom domain name and its mappings. */
export interface CustomDomain {
  /** Terraform address. */
  readonly address: string;
  /** In lower case; `*.example.com` is one too. */
  readonly name: string;
  readonly mappings: readonly Mapping[];
  readonly hasMutualTls: boolean;
}

/** An API mapping, or a base path mapping. */
export interface Mapping {
  /** Terraform address. */
  readonly address: string;
  /** First segments of the path, without a slash at either end; empty for all paths. */
  readonly key: string;
  readonly apiId: string;
  /** Undefined: the path names the stage after the key. Only base path mappings can do so. */
  readonly stage: string | undefined;
}

export interface CustomDomains {
  readonly domains: readonly CustomDomain[];
  /** One for each domain or mapping with something that only an apply knows. */
  readonly warnings: readonly string[];
}

/** The custom domain names of a stack's APIs. */
export function customDomains(stack: ResolvedStack): CustomDomains {
  const mappings = readMappings(stack);
  const names = TYPES.flatMap((type) => stack.ofType(type)).map((resource) => ({
    resource,
    name: servable(() => resource.string("domain_name")).value,
    hasMutualTls: resource.names().includes("mutual_tls_authentication"),
  }));
  const domains = names.flatMap(({ resource: { address }, name, hasMutualTls }) =>
    name === undefined
      ? []
      : [
          {
            address,
            name: name.toLowerCase(),
            mappings: mappingsOf(name, mappings.read),
            hasMutualTls,
          },
        ],
  );
  const unknown = names.filter(({ name }) => name === undefined);
  return {
    domains,
    warnings: [...unknown.map(({ resource }) => unknownName(resource)), ...mappings.warnings],
  };
}

interface NamedMapping extends Mapping {
  readonly domain: string;
}

function readMappings(stack: ResolvedStack) {
  const read: NamedMapping[] = [];
  const warnings: string[] = [];
  for (const { type, key, stage } of MAPPINGS) {
    for (const resource of stack.ofType(type)) {
      const mapping = servable(() => readMapping(resource, key, stage));
      if (mapping.unservable === undefined) {
        read.push(mapping.value);
      } else {
        warnings.push(`${mapping.unservable}: the mapping is not served locally.`);
      }
    }
  }
  return { read, warnings };
}

function readMapping(resource: ResolvedResource, key: string, stage: string): NamedMapping {
  return {
    address: resource.address,
    domain: (resource.string("domain_name") ?? "").toLowerCase(),
    // The provider writes an empty base path like this.
    key: (resource.string(key) ?? "").replace(/^\(none\)$/, ""),
    apiId: resource.string("api_id") ?? "",
    stage: resource.string(stage) || undefined,
  };
}

function mappingsOf(name: string, mappings: readonly NamedMapping[]): Mapping[] {
  return mappings.filter(({ domain }) => domain === name.toLowerCase());
}

function unknownName({ address }: ResolvedResource): string {
  return `${address}: domain_name is unknown here, so requests for it are refused. Pass it with --allow-host.`;
}
