import type { Caller } from "./caller";

/** What is known about a connection from its handshake on. */
export interface ConnectionFacts {
  readonly id: string;
  /** Name of its stage. */
  readonly stage: string;
  readonly connectedAt: Date;
  /** Host of the handshake: the custom domain, or with the port. */
  readonly domainName: string;
  readonly sourceIp: string;
  /** Undefined if the client sent none. */
  readonly userAgent: string | undefined;
  readonly caller: Caller;
}

/** How a connection ended: the code and the reason of the close frame. */
export interface Closure {
  readonly code: number;
  readonly reason: string;
  /** For the log: why the runner ended it. */
  readonly why?: string;
}

/** How API Gateway itself ends a connection that is idle or old. */
export const GOING_AWAY: Closure = { code: 1001, reason: "Going away" };

/** How a connection ends that is cut, in AWS's words. */
export const ABNORMAL: Closure = { code: 1006, reason: "Connection Closed Abnormally" };
