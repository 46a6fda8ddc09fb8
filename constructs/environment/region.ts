import type { IConstruct } from "constructs";
import { checkPattern } from "../core/checks";
import { isKnown } from "../core/known";
import { nearestName } from "../core/nearest-name";
import { warn } from "../core/warning";

/** AWS's regions, without their numbers. @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const AREAS = [
  "af-south",
  "ap-east",
  "ap-northeast",
  "ap-south",
  "ap-southeast",
  "ca-central",
  "ca-west",
  "cn-north",
  "cn-northwest",
  "eu-central",
  "eu-isoe-west",
  "eu-north",
  "eu-south",
  "eu-west",
  "eusc-de-east",
  "il-central",
  "me-central",
  "me-south",
  "mx-central",
  "sa-east",
  "us-east",
  "us-gov-east",
  "us-gov-west",
  "us-iso-east",
  "us-iso-west",
  "us-isob-east",
  "us-isob-west",
  "us-isof-east",
  "us-isof-south",
  "us-west",
];
/** What the names of regions consist of, after the country or continent: `central`, `gov`. */
const WORDS = new Set(AREAS.flatMap((area) => area.split("-").slice(1)));

/**
 * Refuses what can't be the code of a region, and warns about a word in it that is nearly one of
 * AWS's. A code of known words may be that of a newer region than this list.
 */
export function checkRegion(scope: IConstruct, region: string): void {
  checkPattern(scope, "region", region, {
    pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/,
    allowed: "the code of an AWS region",
    fix: 'Use a code such as "us-east-1".',
  });
  const [area, number] = region.split(/-(?=\d+$)/) as [string, string];
  const isPlausible = area
    .split("-")
    .slice(1)
    .every((word) => WORDS.has(word));
  const meant = isKnown(region) && !isPlausible ? nearestName(area, AREAS) : undefined;
  if (meant !== undefined) {
    warn(
      scope,
      `region is ${JSON.stringify(region)}, which AWS doesn't have, as far as is known. Did you mean ${meant}-${number}?`,
    );
  }
}
