import type { AwsApi } from "./aws-api";

interface ResourceList {
  readonly item?: readonly {
    readonly path: string;
    readonly resourceMethods?: Readonly<Record<string, { methodIntegration?: { type: string } }>>;
  }[];
}

/** What a REST API holds: the type of each route's integration, `none` where it has lost it. */
export async function restRoutes(aws: AwsApi, apiId: string): Promise<Record<string, string>> {
  const path = `/restapis/${apiId}/resources?embed=methods`;
  const list = (await (await aws.send("apigateway", "GET", path)).json()) as ResourceList;
  const routes = (list.item ?? []).flatMap(({ path, resourceMethods = {} }) =>
    Object.entries(resourceMethods).map(([method, { methodIntegration }]) => [
      `${method} ${path}`,
      // moto keeps the case in which an OpenAPI document has it.
      methodIntegration?.type.toUpperCase() ?? "none",
    ]),
  );
  return Object.fromEntries(routes) as Record<string, string>;
}
