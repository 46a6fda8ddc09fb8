import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";
import type { S3EventSourceOptions } from "./s3-event-source";

/** What one event source of a bucket asks for. */
export interface NotificationRule {
  readonly options: S3EventSourceOptions;
  /** Path of the function. */
  readonly owner: string;
}

/**
 * Refuses an event of an object that two event sources of a bucket would get: S3 has one destination
 * for it. Their prefixes or their suffixes must exclude each other.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function checkOverlap(
  scope: IConstruct,
  bucket: IConstruct,
  rules: readonly NotificationRule[],
  added: NotificationRule,
): void {
  const other = rules.find((rule) => overlap(rule.options, added.options));
  if (other === undefined) {
    return;
  }
  refuse(scope, {
    what: `event source of ${bucket.node.path}`,
    value: added.options,
    allowed: `events, a prefix or a suffix that don't overlap with ${JSON.stringify(other.options)} of ${other.owner}`,
    fix: "S3 sends each event to one destination: narrow one of the two, or pass the events on by an SNS topic.",
  });
}

function overlap(one: S3EventSourceOptions, other: S3EventSourceOptions): boolean {
  const startsWith = (text: string, part: string) => text.startsWith(part);
  const endsWith = (text: string, part: string) => text.endsWith(part);
  return (
    one.events.some((event) => other.events.some((another) => sameEvents(event, another))) &&
    includes(one.prefix, other.prefix, startsWith) &&
    includes(one.suffix, other.suffix, endsWith)
  );
}

/** `s3:ObjectCreated:*` has the events of `s3:ObjectCreated:Put`. */
function sameEvents(one: string, other: string): boolean {
  const has = (wide: string, event: string) =>
    wide.endsWith(":*") && event.startsWith(wide.slice(0, -1));
  return isKnown(one) && isKnown(other) && (one === other || has(one, other) || has(other, one));
}

/** Whether one of two filters includes the other; what isn't known may exclude it. */
function includes(one = "", other = "", isPart: (text: string, part: string) => boolean): boolean {
  return isKnown(one) && isKnown(other) && (isPart(one, other) || isPart(other, one));
}
