import { withAddresses } from "../log/with-addresses";
import type { ResolvedResource, ResolvedStack } from "../terraform";
import { StackError } from "../terraform";
import { problemLines } from "../terraform/stack-error";
import { patternSource } from "./event-bridge/pattern-source";
import { readRule, RULE_TYPE } from "./event-bridge/rule";
import type { DeclaredSource } from "./event-source";
import { bucketSource } from "./inbox/bucket-source";
import { topicSource } from "./inbox/topic-source";
import { MAPPING_TYPE } from "./mapping/mapping";
import { checkPollerRole } from "./mapping/poller-role";
import { ruleSchedule, type Schedule, SCHEDULE_TYPE, schedulerSchedule } from "./schedule/schedule";
import { scheduleSource } from "./schedule/schedule-source";
import { queueSource } from "./sqs/queue-source";
import { dynamoDbStream } from "./stream/dynamodb-stream";
import { kinesisStream } from "./stream/kinesis-stream";
import { streamSource } from "./stream/stream-source";

/** The event sources of a stack. */
export interface DeclaredSources {
  readonly sources: readonly DeclaredSource[];
  readonly schedules: readonly Schedule[];
  /** About those that can't be read, or that AWS refuses. */
  readonly warnings: readonly string[];
}

type Read<T> = (resource: ResolvedResource, stack: ResolvedStack) => T | undefined;

/** By the service in the ARN of a mapping's source. */
const MAPPINGS: Readonly<Record<string, Read<DeclaredSource>>> = {
  dynamodb: (resource) => streamSource(resource, "dynamodb", dynamoDbStream),
  kinesis: (resource) => streamSource(resource, "kinesis", kinesisStream),
  sqs: queueSource,
};

const SOURCES: Readonly<Record<string, Read<DeclaredSource>>> = {
  [MAPPING_TYPE]: mappingSource,
  [RULE_TYPE]: (resource, stack) => {
    const rule = readRule(resource, stack);
    return rule?.pattern === undefined ? undefined : patternSource(rule, rule.pattern);
  },
  aws_s3_bucket_notification: bucketSource,
  aws_sns_topic_subscription: topicSource,
};

const SCHEDULES: Readonly<Record<string, Read<Schedule>>> = {
  [RULE_TYPE]: (resource, stack) => {
    const rule = readRule(resource, stack);
    return rule?.schedule === undefined ? undefined : ruleSchedule(rule, rule.schedule);
  },
  [SCHEDULE_TYPE]: schedulerSchedule,
};

export function declaredSources(stack: ResolvedStack): DeclaredSources {
  const warnings: string[] = [];
  const read = <T>(kinds: Readonly<Record<string, Read<T>>>): T[] =>
    Object.entries(kinds).flatMap(([type, readOne]) =>
      stack.ofType(type).flatMap((resource) => {
        try {
          return readOne(resource, stack) ?? [];
        } catch (error) {
          const sentences = problemLines(error).map((line) => `${line}. It is not served.`);
          warnings.push(...sentences);
          return [];
        }
      }),
    );
  const schedules = read(SCHEDULES);
  const sources = [...read(SOURCES), ...schedules.map(scheduleSource)];
  return { sources, schedules, warnings: [...new Set(warnings)] };
}

/** @returns undefined if it is disabled */
function mappingSource(resource: ResolvedResource, stack: ResolvedStack) {
  if (resource.boolean("enabled") === false) {
    return undefined;
  }
  const service = resource.string("event_source_arn")?.split(":")[2] ?? "";
  const read = MAPPINGS[service];
  if (!read) {
    const known = Object.keys(MAPPINGS).join(", ");
    throw new StackError(
      `${resource.address}: event sources are served for ${known}, not for "${service}"`,
    );
  }
  checkPollerRole(stack, resource);
  return read(resource, stack);
}

/** A warning about a source that isn't served. */
export function notServed({ address }: DeclaredSource, reason: string): string {
  return withAddresses(`${reason}.`, [address]);
}
