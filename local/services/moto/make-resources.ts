import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { AwsClient } from "../aws-client";
import type { MadeResources, ServiceResource } from "../service-endpoint";
import type { Context, ResourceKind } from "./resource-kind";
import { bucket } from "./resources/bucket";
import { eventBus } from "./resources/event-bus";
import { parameter } from "./resources/parameter";
import { queue, setRedrivePolicy } from "./resources/queue";
import { secret } from "./resources/secret";
import { stream } from "./resources/stream";
import { table } from "./resources/table";
import { subscribeQueues, topic } from "./resources/topic";

const KINDS: readonly ResourceKind[] = [
  table,
  queue,
  topic,
  bucket,
  parameter,
  secret,
  eventBus,
  stream,
];

/** What connects resources, which must exist by then. */
const CONNECTIONS = [
  { type: queue.type, connect: setRedrivePolicy },
  { type: topic.type, connect: subscribeQueues },
];

const OTHER_KINDS = KINDS.filter(({ type }) => type !== table.type);

/** Makes the resources of a stack that don't exist yet. Those that exist stay as they are. */
export function makeResources(client: AwsClient, stack: ResolvedStack): Promise<MadeResources> {
  return makeKinds(KINDS, client, stack);
}

/** The same without DynamoDB tables. */
export function makeOtherResources(
  client: AwsClient,
  stack: ResolvedStack,
): Promise<MadeResources> {
  return makeKinds(OTHER_KINDS, client, stack);
}

/** What `makeOtherResources` makes. */
export function otherResources(stack: ResolvedStack): ServiceResource[] {
  return OTHER_KINDS.flatMap(({ type, label: kind, nameOf }) =>
    stack.ofType(type).flatMap((resource) => {
      try {
        return [{ kind, name: nameOf(resource), state: "in the background" as const }];
      } catch {
        // That it can't be made is reported then.
        return [];
      }
    }),
  );
}

async function makeKinds(
  kinds: readonly ResourceKind[],
  client: AwsClient,
  stack: ResolvedStack,
): Promise<MadeResources> {
  const resources: ServiceResource[] = [];
  const warnings: string[] = [];
  const created: ResolvedResource[] = [];
  const attempt = async (resource: ResolvedResource, make: () => Promise<void>) => {
    try {
      await make();
    } catch (error) {
      warnings.push(`${resource.address}: it isn't made in moto: ${(error as Error).message}`);
    }
  };
  for (const kind of kinds) {
    for (const resource of stack.ofType(kind.type)) {
      await attempt(resource, async () => {
        const context = contextOf(resource, client, stack);
        const name = kind.nameOf(resource);
        const isNew = !(await kind.exists(name, context));
        if (isNew) {
          await kind.create(resource, context);
          created.push(resource);
        }
        resources.push({ kind: kind.label, name, state: isNew ? "created" : "existing" });
      });
    }
  }
  for (const resource of created) {
    for (const { connect } of CONNECTIONS.filter(({ type }) => type === resource.type)) {
      await attempt(resource, () => connect(resource, contextOf(resource, client, stack)));
    }
  }
  return { resources, warnings };
}

/** The provider configurations of a stack may have different regions. */
function contextOf(resource: ResolvedResource, client: AwsClient, stack: ResolvedStack): Context {
  const [, , , ofArn] = resource.string("arn")?.split(":") ?? [];
  return { client, stack, region: ofArn || (resource.string("region") ?? stack.region) };
}
