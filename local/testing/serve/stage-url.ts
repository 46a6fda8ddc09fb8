import type { Endpoint } from "../../runner/served-apis";
import { findNamed, type NamedResource } from "../named-resources";
import type { TargetOptions } from "./request";

/**
 * The URL of the stage that a test means.
 * @throws Error that lists the APIs or the stages, if it is not clear which
 */
export function stageUrl(
  endpoints: readonly Endpoint[],
  apis: readonly NamedResource[],
  { api, stage }: TargetOptions,
): string {
  const { address } = api === undefined ? onlyApi(apis) : findNamed("API", api, apis);
  const stages = endpoints
    .filter((endpoint) => endpoint.apiAddress === address)
    .map(({ stage: { path }, url }) => ({ name: path.slice(1) || "$default", url }));
  const wanted = stage ?? (stages.length === 1 ? stages[0]?.name : "$default");
  const found = stages.find(({ name }) => name === wanted);
  if (!found) {
    const names = stages.map(({ name }) => name).join(", ") || "none";
    const which =
      stage === undefined ? "no stage is named" : `no stage is ${JSON.stringify(stage)}`;
    throw new Error(`${address}: ${which}; pass the option stage, one of: ${names}`);
  }
  return found.url;
}

function onlyApi(apis: readonly NamedResource[]): NamedResource {
  const [only] = apis;
  if (only && apis.length === 1) {
    return only;
  }
  const names = apis.map(({ path, name, address }) => path ?? name ?? address).join(", ");
  throw new Error(
    apis.length === 0
      ? "the stack has no API"
      : `the stack has ${apis.length} APIs; pass the option api, one of: ${names}`,
  );
}
