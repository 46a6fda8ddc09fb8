/** How long a connection may last, in milliseconds. */
export interface ConnectionLimits {
  /** Without a message in either direction. */
  readonly idleMilliseconds: number;
  /** In all. */
  readonly lifetimeMilliseconds: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
export const AWS_LIMITS: ConnectionLimits = {
  idleMilliseconds: 10 * 60_000,
  lifetimeMilliseconds: 2 * 3_600_000,
};

/** What may wait for a client that reads slowly. Beyond it, the connection is closed. */
export const MAX_WAITING_BYTES = 1024 * 1024;

/** Messages of one client that are handled at once. While there are more, it isn't read from. */
export const MAX_HANDLED_MESSAGES = 100;
