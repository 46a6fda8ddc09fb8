import { Writable } from "node:stream";

/** Passes each text of a log to a function. */
export function logTo(take: (text: string) => void): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, written) => {
      take(chunk.toString("utf8"));
      written();
    },
  });
}

/** Drops a log. */
export const SILENT = logTo(() => undefined);
