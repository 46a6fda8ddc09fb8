import { checkKind, objectWith, required } from "../core/props";
import type { ExecutionRole } from "./execution-role";
import type { IFunction } from "./function-ref";
import type { PolicyStatement } from "./policy-statement";

/** The function or the alias that an event source invokes. */
export interface EventSourceTarget extends IFunction {
  /** The function's role; undefined if it was given to the function. */
  readonly role: ExecutionRole | undefined;
  /** The function's timeout. */
  readonly timeoutSeconds: number;
  /** @throws if the statement is malformed, or the role was given to the function */
  addToRolePolicy(statement: PolicyStatement): void;
}

/** What invokes a function without a request, e.g. a queue or a schedule. */
export interface IEventSource {
  /**
   * Connects the source to a function or an alias, with the permissions that this needs.
   * @throws if AWS would refuse an option
   */
  bind(fn: EventSourceTarget): void;
}

const EVENT_SOURCE = required(
  objectWith("an event source, e.g. new SqsEventSource(queue)", "bind"),
);

/** @throws if it isn't an event source, or AWS would refuse an option of it */
export function addEventSource(target: EventSourceTarget, source: IEventSource): void {
  checkKind(target, "event source", source, EVENT_SOURCE);
  source.bind(target);
}
