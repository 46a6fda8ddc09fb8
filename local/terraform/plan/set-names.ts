import type { Value } from "../resolved-stack";
import { isEmpty } from "./planned-block";
import type { PlannedResource } from "./planned-resources";

/** The attributes and blocks that the configuration sets, without what the provider computes. */
export function setNames({ block, configuration }: PlannedResource): string[] {
  const given = Object.keys(block).filter((name) => block[name] !== null);
  if (!configuration) {
    return given.filter((name) => !isEmpty(block[name] ?? null));
  }
  const { expressions = {} } = configuration;
  // A plan doesn't have dynamic blocks.
  return given.filter((name) => Object.hasOwn(expressions, name) || isBlocks(block[name]));
}

function isBlocks(value: Value | undefined): boolean {
  return Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null);
}
