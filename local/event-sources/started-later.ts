import type { EventSource } from "./event-source";

/** An event source whose start nobody waits for. */
export function startedLater(
  source: EventSource,
  onFailure: (reason: string) => void,
): EventSource {
  const isStarted = source.start().then(
    () => true,
    (error: Error) => {
      onFailure(`the event source is not served: ${error.message}`);
      return false;
    },
  );
  return {
    start: () => Promise.resolve(),
    stop: async () => {
      if (await isStarted) {
        await source.stop();
      }
    },
  };
}
