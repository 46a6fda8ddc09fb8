const { availableParallelism } = require("node:os");

module.exports = {
  /**
   * Half of the tests' time is spent waiting for processes that they have started, so there are more
   * workers than processors. package.json can't compute a number; jest takes at most "100%" there.
   */
  maxWorkers: availableParallelism() + 1,
  /**
   * In milliseconds. Without open handles a worker's JavaScript ends at once, but on a busy machine
   * the system needs longer than jest's 500 ms to end the process, with its 600 MB of memory.
   */
  workerGracefulExitTimeout: 10_000,
};
