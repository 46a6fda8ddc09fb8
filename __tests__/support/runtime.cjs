const Runtime = require("jest-runtime").default;
const { sharedSources } = require("./shared-sources.cjs");

/** A worker loads this file once, and makes a runtime for each test file. */
const Sources = sharedSources();

module.exports = class extends Runtime {
  constructor(config, environment, resolver, transformer, sources, ...rest) {
    super(config, environment, resolver, transformer, new Sources(sources), ...rest);
  }
};
