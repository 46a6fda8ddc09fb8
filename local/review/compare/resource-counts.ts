import type { ResourceCounts } from "../report";
import { changedKeys } from "../rules";

type Resources = ReadonlyMap<string, string>;

const DEPLOYMENT = /^aws_api(?:_gateway|gatewayv2)_deployment\./;

/**
 * Counts what differs between two syntheses. Only a plan knows what is replaced, imported or moved.
 */
export function resourceCounts(before: Resources, after: Resources): ResourceCounts {
  const changed = changedKeys(before, after);
  const others = changed.filter((address) => !DEPLOYMENT.test(address));
  return {
    add: others.filter((address) => !before.has(address)).length,
    change: others.filter((address) => before.has(address) && after.has(address)).length,
    destroy: others.filter((address) => !after.has(address)).length,
    forget: 0,
    import: 0,
    move: 0,
    deployments: changed.filter((address) => DEPLOYMENT.test(address) && after.has(address)).length,
  };
}
