import type { Invocation } from "./invocation";

/** The result of an invocation, as the runtime client reports it. */
export type Outcome =
  | { readonly kind: "response"; readonly payload: Buffer; readonly maxMemoryKilobytes?: number }
  | {
      readonly kind: "error";
      readonly payload: Buffer;
      readonly maxMemoryKilobytes?: number;
      /** The process ends itself after this and must not get another event. */
      readonly fatal: boolean;
    }
  | { readonly kind: "too-large" };

/** What a channel reports to its sandbox. */
export interface ChannelListener {
  /** The client waits for an event. The first time, this ends its initialization. */
  onReady(): void;
  onInitError(payload: Buffer, errorType: string | undefined, maxMemoryKilobytes?: number): void;
  onOutcome(outcome: Outcome): void;
  /** The handler streams its response. */
  onStream(contentType: string): void;
  /** @returns when to continue, if more can't be taken */
  onChunk(chunk: Buffer): Promise<void> | undefined;
  /** What the client sends can't be understood: nothing follows. */
  onBroken(reason: string): void;
}

/** The connection to the runtime client in a sandbox: pipes to our own, or the Runtime API. */
export interface Channel {
  deliver(invocation: Invocation, deadlineMs: number): void;
  close(): void;
}

/** Limit of a synchronous response: 6 MB plus Lambda's own envelope. */
export const MAX_RESPONSE_BYTES = 6_291_556;
