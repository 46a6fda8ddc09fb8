const { availableParallelism } = require("node:os");

/**
 * Half of the tests' time is spent waiting for processes that they have started, so there are more
 * workers than processors. package.json can't compute a number; jest takes at most "100%" there.
 */
module.exports = { maxWorkers: Math.ceil(availableParallelism() * 1.5) };
