/**
 * Jest makes an AsyncLocalStorage for each test file and never ends it. Node.js asks all of them
 * at each promise, so a worker becomes slower with each file, and keeps all that its tests made.
 * @returns ends the storages that have been in use since the last call
 */
exports.endingStorages = (AsyncLocalStorage) => {
  const inUse = new Set();
  const { run } = AsyncLocalStorage.prototype;
  AsyncLocalStorage.prototype.run = function (...args) {
    inUse.add(this);
    return run.apply(this, args);
  };
  return () => {
    for (const storage of inUse) {
      storage.disable();
    }
    inUse.clear();
  };
};
