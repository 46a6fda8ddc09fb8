// Jest loads reporters without compiling them.
require("../typescript/register.cjs");

const file = "./template/branch-coverage/coverage-reporter.ts";
module.exports = require(file).TemplateCoverageReporter;
