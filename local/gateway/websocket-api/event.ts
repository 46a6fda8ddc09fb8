import type { Call } from "./call";
import { connectEvent } from "./connect/event";
import { disconnectEvent } from "./disconnect/event";
import { messageEvent } from "./message/event";

/** The JSON event that the function of a proxy integration receives. */
export function eventOf(call: Call): string {
  return JSON.stringify(fieldsOf(call));
}

function fieldsOf(call: Call): object {
  const { cause } = call;
  switch (cause.kind) {
    case "connect":
      return connectEvent(call, cause.request);
    case "message":
      return messageEvent(call, cause.body);
    case "disconnect":
      return disconnectEvent(call);
  }
}
