import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import type { S3BucketNotificationLambdaFunction } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { accountId } from "../core/aws-facts";
import { checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkKind, checkProps, required, string, strings } from "../core/props";
import { resourceKind } from "../core/resource-kind";
import { refuse } from "../core/refusal";
import { relatedId } from "../core/related-id";
import type { EventSourceTarget, IEventSource } from "../lambda";
import { invokePermission } from "../lambda/invoke-permission";
import type { NotificationRule } from "./notification-overlap";
import { checkOverlap } from "./notification-overlap";

/** A bucket, e.g. the provider's `S3Bucket`. */
export interface NotifyingBucket extends Construct {
  readonly arn: string;
  readonly bucket: string;
}

/** Options of `S3EventSource`. */
export interface S3EventSourceOptions {
  /**
   * The kinds of events, e.g. `s3:ObjectCreated:*`.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
   */
  readonly events: readonly string[];
  /**
   * What the keys of the objects begin with, e.g. `images/`.
   * @default any key
   */
  readonly prefix?: string;
  /**
   * What the keys end with, e.g. `.png`.
   * @default any key
   */
  readonly suffix?: string;
}

const KINDS: Kinds<S3EventSourceOptions> = {
  events: required(strings),
  prefix: string,
  suffix: string,
};
const BUCKET = required(resourceKind("bucket", "arn", "bucket", "node"));

/**
 * Invokes a function, asynchronously, when objects of a bucket change. All sources of a bucket share
 * its one notification configuration, so don't add an `S3BucketNotification` for it yourself.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 */
export class S3EventSource implements IEventSource {
  constructor(
    private readonly bucket: NotifyingBucket,
    private readonly options: S3EventSourceOptions,
  ) {}

  /** @throws if AWS would refuse an option */
  bind(fn: EventSourceTarget): void {
    const { bucket, options } = this;
    checkKind(fn, "bucket", bucket, BUCKET);
    checkProps(fn, options, KINDS);
    checkEvents(fn, options);
    notificationOf(bucket).add(fn, options);
  }
}

function checkEvents(fn: EventSourceTarget, { events }: S3EventSourceOptions): void {
  if (events.length === 0) {
    refuse(fn, {
      what: "events",
      value: events,
      allowed: "at least one kind of event",
      fix: 'Name one, e.g. "s3:ObjectCreated:*".',
    });
  }
  for (const event of events) {
    checkPattern(fn, "event", event, {
      pattern: /^s3:[A-Za-z]+(:(\*|[A-Za-z]+))?$/,
      allowed: 'an event of S3, such as "s3:ObjectCreated:*"',
      fix: "Write it as in the S3 guide.",
    });
  }
}

/** One permission for each pair of function and bucket. */
function permissionOf(fn: EventSourceTarget, bucket: NotifyingBucket): LambdaPermission {
  const id = relatedId(fn, "EventSource", bucket);
  const scope = (fn.node.tryFindChild(id) as Construct | undefined) ?? new Construct(fn, id);
  const existing = scope.node.tryFindChild("Permission") as LambdaPermission | undefined;
  return (
    existing ??
    invokePermission(scope, "Permission", fn, {
      principal: "s3.amazonaws.com",
      sourceArn: bucket.arn,
      // The name of a deleted bucket can be taken by another account.
      sourceAccount: accountId(fn),
    })
  );
}

/** The notification configuration of a bucket: a second one would overwrite the first. */
class Notification {
  private readonly functions: S3BucketNotificationLambdaFunction[] = [];
  private readonly permissions = new Set<LambdaPermission>();
  private readonly rules: NotificationRule[] = [];
  private readonly resource: S3BucketNotification;

  constructor(private readonly bucket: NotifyingBucket) {
    this.resource = new S3BucketNotification(bucket, "Notification", {
      bucket: bucket.bucket,
    });
  }

  /** @throws if another function gets some of the events already */
  add(fn: EventSourceTarget, options: S3EventSourceOptions): void {
    const { events, prefix, suffix } = options;
    const rule = { options, owner: fn.node.path };
    checkOverlap(fn, this.bucket, this.rules, rule);
    this.rules.push(rule);
    this.functions.push({
      lambdaFunctionArn: fn.functionArn,
      events: [...events],
      filterPrefix: prefix,
      filterSuffix: suffix,
    });
    this.permissions.add(permissionOf(fn, this.bucket));
    this.resource.putLambdaFunction([...this.functions]);
    // S3 checks the permission when it gets the configuration.
    this.resource.dependsOn = [...this.permissions].map(dependable);
  }
}

const notifications = new WeakMap<NotifyingBucket, Notification>();

function notificationOf(bucket: NotifyingBucket): Notification {
  const notification = notifications.get(bucket) ?? new Notification(bucket);
  notifications.set(bucket, notification);
  return notification;
}
