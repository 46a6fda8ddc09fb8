import type { Language } from "./stacks";

/**
 * Requests per second of serverless-offline as it starts by default, for the same handler and
 * body: measured once, with the bare server beside it, on a machine of two cores that also made the
 * load. The bench doesn't start it, because it is not a dependency of this project.
 */
export const SERVERLESS_OFFLINE: Readonly<Record<Language, { at1: number; at16: number }>> = {
  Node: { at1: 540, at16: 650 },
  Python: { at1: 250, at16: 1330 },
};

/** What `node:http` with a fixed body did on that machine, at 16 connections. */
export const BARE_SERVER_THERE = 19_250;
