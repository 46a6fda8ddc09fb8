const Module = require("node:module");

const CONVERTER = "@cdktf/hcl2cdk";
const EXPORTS = [
  ...[
    "CODE_MARKER",
    "attributeNameToCdktfName",
    "convert",
    "convertProject",
    "convertToTypescript",
  ],
  ...["getParsedHcl", "getTerraformConfigFromDir", "isRegistryModule", "parseProviderRequirements"],
];

/**
 * Preloaded, it has the CDKTF CLI load its converter of HCL when a command uses it. The CLI loads it
 * with every command, which takes longer than all the rest of it: a second of processor time.
 */
const { _load: load } = Module;
Module._load = function (name, ...rest) {
  const loaded = () => Reflect.apply(load, this, [name, ...rest]);
  if (name !== CONVERTER) {
    return loaded();
  }
  const getter = (key) => [key, { enumerable: true, get: () => loaded()[key] }];
  return Object.defineProperties({}, Object.fromEntries(EXPORTS.map(getter)));
};
