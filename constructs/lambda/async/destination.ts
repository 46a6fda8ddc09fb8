import type { IConstruct } from "constructs";
import { checkKind, required } from "../../core/props";
import type { ResourceName } from "../../core/resource-kind";
import { resourceKind } from "../../core/resource-kind";
import type { IFunction } from "../function-ref";
import type { PolicyStatement } from "../policy-statement";

/** A resource of the AWS provider that has an ARN, such as an `SqsQueue` or an `SnsTopic`. */
export interface WithArn {
  readonly arn: string;
}

/** What a destination is to a function. */
export interface DestinationConfig {
  readonly destinationArn: string;
  /** What the function's role must allow. */
  readonly statement: PolicyStatement;
}

/** Where Lambda sends the results of asynchronous invocations. */
export interface AsyncDestination {
  /** @param scope - the function or alias whose results it gets */
  bind(scope: IConstruct): DestinationConfig;
}

/** Sends results to a queue, which can't be a FIFO queue. */
export class SqsDestination implements AsyncDestination {
  constructor(private readonly queue: WithArn) {}

  bind(scope: IConstruct): DestinationConfig {
    checkDestination(scope, "queue", this.queue);
    return allowing("sqs:SendMessage", this.queue.arn);
  }
}

/** Publishes results to a topic, which can't be a FIFO topic. */
export class SnsDestination implements AsyncDestination {
  constructor(private readonly topic: WithArn) {}

  bind(scope: IConstruct): DestinationConfig {
    checkDestination(scope, "topic", this.topic);
    return allowing("sns:Publish", this.topic.arn);
  }
}

/** Puts results on an event bus. */
export class EventBridgeDestination implements AsyncDestination {
  constructor(private readonly eventBus: WithArn) {}

  bind(scope: IConstruct): DestinationConfig {
    checkDestination(scope, "eventBus", this.eventBus);
    return allowing("events:PutEvents", this.eventBus.arn);
  }
}

/** Invokes another function, or an alias, with results. */
export class LambdaDestination implements AsyncDestination {
  constructor(private readonly fn: IFunction) {}

  bind(): DestinationConfig {
    return allowing("lambda:InvokeFunction", this.fn.functionArn);
  }
}

function checkDestination(scope: IConstruct, name: ResourceName, resource: WithArn): void {
  checkKind(scope, "resource of the destination", resource, required(resourceKind(name, "arn")));
}

function allowing(action: string, destinationArn: string): DestinationConfig {
  return { destinationArn, statement: { actions: [action], resources: [destinationArn] } };
}
