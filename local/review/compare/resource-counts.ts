import type { ResourceCounts } from "../report";
import { changedKeys } from "../rules";

type Resources = ReadonlyMap<string, string>;

const DEPLOYMENT = /^aws_api(?:_gateway|gatewayv2)_deployment\./;

/**
 * Counts what differs between two syntheses. Only a plan knows what is replaced, imported or moved.
 * @param others addresses of resources that changed without another attribute, as by their code
 */
export function resourceCounts(
  before: Resources,
  after: Resources,
  others: readonly string[],
): ResourceCounts {
  const changed = [...new Set([...changedKeys(before, after), ...others])];
  const counted = changed.filter((address) => !DEPLOYMENT.test(address));
  return {
    add: counted.filter((address) => !before.has(address)).length,
    change: counted.filter((address) => before.has(address) && after.has(address)).length,
    destroy: counted.filter((address) => !after.has(address)).length,
    forget: 0,
    import: 0,
    move: 0,
    deployments: changed.filter((address) => DEPLOYMENT.test(address) && after.has(address)).length,
  };
}
