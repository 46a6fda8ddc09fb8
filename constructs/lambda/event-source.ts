import type { ExecutionRole } from "./execution-role";
import type { IFunction } from "./function-ref";
import type { PolicyStatement } from "./policy-statement";

/** The function that an event source invokes. */
export interface EventSourceTarget extends IFunction {
  /** Its role; undefined if it was given to the function. */
  readonly role: ExecutionRole | undefined;
  /** The underlying function. */
  readonly resource: { readonly timeoutInput?: number };
  /** @throws if the statement is malformed, or the role was given to the function */
  addToRolePolicy(statement: PolicyStatement): void;
}

/** What invokes a function without a request, e.g. a queue or a schedule. */
export interface IEventSource {
  /**
   * Connects the source to a function, with the permissions that this needs.
   * @throws if AWS would refuse an option
   */
  bind(fn: EventSourceTarget): void;
}
