import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { isBefore, providerVersion } from "../core/provider-version";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import { CALENDAR_PAGE, NOT_CREATABLE } from "./runtime-calendar";
import type { Runtime } from "./runtime";

/**
 * The first version of the AWS provider that accepts a runtime, for those that 5.100 rejects. Its
 * list is the one of the AWS SDK for Go that it was built with.
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/45024
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/45864
 */
export const ACCEPTED_SINCE: ReadonlyMap<string, string> = new Map([
  ["nodejs24.x", "6.19.0"],
  ["java25", "6.20.0"],
  ["python3.14", "6.20.0"],
  ["dotnet10", "6.27.0"],
]);

const ACCEPTED_BY_5_100: ReadonlySet<string> = new Set([
  "dotnet8",
  "java8.al2",
  "java11",
  "java17",
  "java21",
  "nodejs18.x",
  "nodejs20.x",
  "nodejs22.x",
  "provided.al2",
  "provided.al2023",
  "python3.9",
  "python3.10",
  "python3.11",
  "python3.12",
  "python3.13",
  "ruby3.2",
  "ruby3.3",
  "ruby3.4",
]);

/** Up to this version of the provider, the two lists above are complete. */
const LISTED_UP_TO = "6.27.0";

/**
 * Refuses a runtime that the AWS provider of the resource rejects in each plan. Warns about one of
 * which it isn't known here whether a newer provider accepts it.
 */
export function checkProviderAccepts(
  scope: IConstruct,
  what: "runtime" | "compatibleRuntimes",
  { resource, runtime: { name } }: { resource: TerraformResource; runtime: Runtime },
): void {
  const version = providerVersion(resource);
  const isOld = ACCEPTED_BY_5_100.has(name) || NOT_CREATABLE.has(name);
  if (!isKnown(name) || version === undefined || isOld) {
    return;
  }
  const since = ACCEPTED_SINCE.get(name);
  if (since !== undefined ? isBefore(version, since) : !isBefore(LISTED_UP_TO, version)) {
    refuse(scope, {
      what,
      value: name,
      allowed: `the runtimes that AWS provider ${version} accepts: ${acceptedBy(version).join(", ")}`,
      fix:
        since === undefined
          ? `Correct the name, or use a newer package of the AWS provider; see ${CALENDAR_PAGE}`
          : `Choose one of them, or use a package of AWS provider ${since} or later.`,
    });
  }
  if (since === undefined) {
    warn(
      scope,
      `runtime ${name} is newer than this library; if AWS provider ${version} doesn't know it, terraform plan will reject it. See ${CALENDAR_PAGE}`,
    );
  }
}

function acceptedBy(version: string): string[] {
  const newer = [...ACCEPTED_SINCE].filter(([, since]) => !isBefore(version, since));
  return [...ACCEPTED_BY_5_100, ...newer.map(([name]) => name)];
}
