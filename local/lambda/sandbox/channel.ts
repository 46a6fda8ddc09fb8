import type { Invocation } from "./invocation";

/** How the handler ended, as its runtime client tells. */
export type Outcome =
  | { readonly kind: "response"; readonly payload: Buffer; readonly maxMemoryKilobytes?: number }
  | {
      readonly kind: "error";
      readonly payload: Buffer;
      readonly maxMemoryKilobytes?: number;
      /** The process ends itself after this: it must get no further event. */
      readonly fatal: boolean;
    }
  | { readonly kind: "too-large" };

/** What a channel tells its sandbox. */
export interface ChannelListener {
  /** The client waits for an event; the first time, its initialization is done. */
  onReady(): void;
  onInitError(payload: Buffer, errorType: string | undefined): void;
  onOutcome(outcome: Outcome): void;
}

/** The way to the runtime client in a sandbox: our own over a pipe, or the Runtime API. */
export interface Channel {
  deliver(invocation: Invocation, deadlineMs: number): void;
  close(): void;
}

/** Limit of a synchronous response: 6 MB and Lambda's own envelope. */
export const MAX_RESPONSE_BYTES = 6_291_556;
