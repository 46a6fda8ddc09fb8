import type { Side } from "../describe";
import type { Finding, Loss } from "../report";
import { LOGS_LOST, RESOURCE_DESTROYED, RESOURCE_REPLACED, type NamedRule } from "../rules";
import type { ResolvedResource } from "../../terraform";
import { servable } from "../../gateway/common/unservable/unservable";
import { dataLostWith } from "./consequences";
import { finding } from "./finding";

/** What is replaced, destroyed or forgotten, and a finding for what can't be brought back. */
export interface Losses {
  readonly losses: readonly Loss[];
  readonly findings: readonly Finding[];
}

/** By type: attributes that the provider can't change. A plan knows all of them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_log_group: ["name"],
  aws_cognito_user_pool: ["name"],
  aws_dynamodb_table: ["name", "hash_key", "range_key"],
  aws_ecr_repository: ["name"],
  aws_kinesis_stream: ["name"],
  aws_s3_bucket: ["bucket"],
  aws_secretsmanager_secret: ["name"],
  aws_sns_topic: ["name", "fifo_topic"],
  aws_sqs_queue: ["name", "fifo_queue"],
  aws_ssm_parameter: ["name"],
};

/** Resources with data that are missing on the second side, or that can't keep it. */
export function lostData(before: Side, after: Side): Losses {
  const there = new Map(after.stack.all().map((resource) => [resource.address, resource]));
  const found = before.stack.all().flatMap((resource) => {
    const consequence = dataLostWith(resource.type);
    const loss =
      consequence !== undefined && lossOf(resource, there.get(resource.address), after.kept);
    return loss ? [{ loss: { ...loss, consequence }, type: resource.type }] : [];
  });
  return {
    losses: found.map(({ loss }) => loss),
    findings: found.map(({ loss, type }) => findingOf(loss, type)),
  };
}

function lossOf(
  before: ResolvedResource,
  after: ResolvedResource | undefined,
  kept: readonly string[] = [],
): Omit<Loss, "consequence"> | undefined {
  const { address, type } = before;
  if (after === undefined) {
    const isKept = kept.some(
      (one) => `${address}.`.startsWith(`${one}.`) || address.startsWith(`${one}[`),
    );
    return isKept ? undefined : { address, action: "destroyed", because: [] };
  }
  const because = (NAMES[type] ?? []).filter((name) => isChanged(before, after, name));
  const [lifecycle] = after.blocks("lifecycle");
  const action = lifecycle?.boolean("create_before_destroy")
    ? "replaced, created first"
    : "replaced, destroyed first";
  return because.length > 0 ? { address, action, because } : undefined;
}

/** What only an apply knows is taken as unchanged. */
function isChanged(before: ResolvedResource, after: ResolvedResource, name: string): boolean {
  const [was, is] = [before, after].map((resource) => servable(() => resource.value(name) || null));
  return was?.value !== undefined && is?.value !== undefined && was.value !== is.value;
}

/** A finding about a resource that is destroyed or replaced. */
export function findingOf(loss: Loss, type: string): Finding {
  const { address, action, because, consequence } = loss;
  const forced = because.length > 0 ? `, because ${because.join(", ")} can't be changed` : "";
  const text = `It is ${action}${forced}. ${consequence}`;
  return finding(ruleOf(loss, type), { name: address, id: address }, text);
}

function ruleOf({ action }: Loss, type: string): NamedRule {
  if (type === "aws_cloudwatch_log_group") {
    return LOGS_LOST;
  }
  return action === "destroyed" ? RESOURCE_DESTROYED : RESOURCE_REPLACED;
}
