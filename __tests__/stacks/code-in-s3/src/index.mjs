import { createRequire } from "node:module";

// NODE_PATH, by which AWS finds modules of layers, has an effect on require only.
const load = createRequire(import.meta.url);

export const handler = async (event, { functionVersion, invokedFunctionArn }) => [
  functionVersion,
  invokedFunctionArn.split(":function:")[1],
  ...["one", "two"].map((layer) => load(layer)),
];
