import type { Duplex } from "node:stream";
import type { Connection } from "../connection/connection";
import { FrameSizes } from "./frame-sizes";

/** Closes a connection whose client sends a frame or a message that is too large. */
export function limitFrames(socket: Duplex, connection: Connection): void {
  const sizes = new FrameSizes();
  const follow = (chunk: Buffer) => {
    if (!sizes.follow(chunk)) {
      socket.off("data", follow);
      connection.close({ code: 1009, reason: "Message too big" });
    }
  };
  // Before the library reads the chunk: it would close the connection without a reason.
  socket.prependListener("data", follow);
}
