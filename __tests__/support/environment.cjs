const { AsyncLocalStorage } = require("node:async_hooks");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");
const { endingStorages } = require("./ending-storages.cjs");
const { sharedScripts } = require("./shared-scripts.cjs");

const { compileFunction } = vm;
const compileShared = sharedScripts();
const endStorages = endingStorages(AsyncLocalStorage);

/** Jest compiles each module by this function. A worker loads this file once. */
vm.compileFunction = (source, parameters, options) =>
  options?.parsingContext === undefined || options.filename === undefined
    ? compileFunction(source, parameters, options)
    : compileShared(source, parameters, options);

module.exports = class extends TestEnvironment {
  async teardown() {
    await super.teardown();
    endStorages();
  }
};
