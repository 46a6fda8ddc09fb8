const { existsSync } = require("node:fs");
const path = require("node:path");

const SOURCE = "./template/branch-coverage/coverage-reporter.ts";
// Jest doesn't compile reporters. In the package, this one is compiled.
if (existsSync(path.join(__dirname, SOURCE))) {
  require("../typescript/register.cjs");
}
module.exports = require(SOURCE.replace(/\.ts$/, "")).TemplateCoverageReporter;
