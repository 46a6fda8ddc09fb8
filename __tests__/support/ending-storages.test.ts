import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";

type Ending = (storages: typeof AsyncLocalStorage) => () => void;

const { endingStorages } = jest.requireActual<{ readonly endingStorages: Ending }>(
  "./ending-storages.cjs",
);

test("promises no longer carry the values of storages that were in use", async () => {
  class Storage<T> extends AsyncLocalStorage<T> {}
  const endStorages = endingStorages(Storage);
  const first = new Storage<number>();
  const second = new Storage<number>();

  const found = [first, second].map((storage) =>
    storage.run(1, async () => {
      const before = storage.getStore();
      await setImmediate();
      return [before, storage.getStore()];
    }),
  );
  endStorages();

  expect(await Promise.all(found)).toEqual([
    [1, undefined],
    [1, undefined],
  ]);
});
