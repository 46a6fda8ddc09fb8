const { createHash } = require("node:crypto");
const { createTransformer } = require("@swc/jest");

/**
 * Compiles as jest does here, but keeps the code for runs with any of jest's options: to compile the
 * kit again takes a quarter of a minute while jest looks for open handles.
 */
module.exports = {
  ...createTransformer({ jsc: { target: "es2022" } }),
  getCacheKey: (source, file) => createHash("sha1").update(`${file}\n${source}`).digest("hex"),
};
