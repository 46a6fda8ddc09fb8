import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { resolved } from "../core/resolved";
import { warn } from "../core/warning";
import type { PolicyStatement } from "./policy-statement";

/**
 * The services whose actions apply to resources of that service only, each with those of its ARNs, and
 * with the Terraform types whose `arn` is one. Other services also act on resources of another one.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["dynamodb"],
  events: ["events"],
  kms: ["kms"],
  lambda: ["lambda"],
  s3: ["s3", "s3-object-lambda"],
  secretsmanager: ["secretsmanager"],
  sns: ["sns"],
  sqs: ["sqs"],
  states: ["states"],
};

/** What the attribute `arn` of a resource is the ARN of. */
const SERVICE_OF: Readonly<Record<string, string>> = {
  aws_cloudwatch_event_bus: "events",
  aws_dynamodb_table: "dynamodb",
  aws_kms_key: "kms",
  aws_lambda_function: "lambda",
  aws_s3_bucket: "s3",
  aws_secretsmanager_secret: "secretsmanager",
  aws_sfn_state_machine: "states",
  aws_sns_topic: "sns",
  aws_sqs_queue: "sqs",
};

const OF_OBJECTS = ["s3:deleteobject", "s3:getobject", "s3:putobject"];

/** An ARN, or the reference to one at the beginning of the text. */
const REFERENCE = /^\$\{(?:data\.)?(aws_\w+)\.[\w-]+\.arn\}(.*)$/s;

/**
 * Warns about actions that a statement allows on none of its resources: IAM accepts them, and each
 * request is denied.
 */
export function warnOfIdleActions(scope: IConstruct, statement: PolicyStatement): void {
  if (statement.effect === "Deny" || !isKnown(statement.resources)) {
    return;
  }
  const arns = statement.resources.map((resource) => String(resolved(scope, resource)));
  const services = arns.map(serviceOf);
  for (const action of statement.actions) {
    const possible = SERVICES[(action.split(":")[0] ?? "").toLowerCase()];
    if (possible && services.every((service) => service && !possible.includes(service))) {
      warn(
        scope,
        `the action ${action} is allowed only on ${arns.join(", ")}, to which it doesn't apply. ` +
          "Correct the action, or name its own resources.",
      );
    } else if (OF_OBJECTS.includes(action.toLowerCase()) && arns.every(isBucket)) {
      warn(
        scope,
        `the action ${action} applies to objects, and is allowed only on ${arns.join(", ")}, which is ` +
          "a bucket. Add /* to the ARN for all of its objects, or use grants.s3.",
      );
    }
  }
}

/** The service of an ARN; undefined if it is known only at apply, or may be any. */
function serviceOf(arn: string): string | undefined {
  const [, type = ""] = REFERENCE.exec(arn) ?? [];
  return SERVICE_OF[type] ?? /^arn:[^:]*:([a-z0-9-]+):/.exec(arn)?.[1];
}

function isBucket(arn: string): boolean {
  const [, type, rest] = REFERENCE.exec(arn) ?? [];
  return (type === "aws_s3_bucket" && rest === "") || /^arn:[^:]*:s3:::[^/*?]+$/.test(arn);
}
