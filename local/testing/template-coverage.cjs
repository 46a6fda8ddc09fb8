// Jest loads reporters without compiling them.
const { require: load } = require("tsx/cjs/api");

const file = "./template/branch-coverage/coverage-reporter.ts";
module.exports = load(file, __filename).TemplateCoverageReporter;
