import path from "node:path";

const { NODE_OPTIONS = "" } = process.env;
const FILE = path.join(__dirname, "load-converter-lazily.cjs");

/**
 * The value of NODE_OPTIONS that has the CDKTF CLI load its converter of HCL when it is used. The CLI
 * itself limits the memory so, unless NODE_OPTIONS is set.
 */
export const LAZY_CONVERTER = `${NODE_OPTIONS} --max-old-space-size=4096 --require ${JSON.stringify(FILE)}`;
