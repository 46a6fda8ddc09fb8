import { createRequire } from "node:module";

// NODE_PATH, by which AWS finds modules of layers, has an effect on require only.
const { greet } = createRequire(import.meta.url)("greetings");

export const handler = async ({ httpMethod, queryStringParameters }, context) => ({
  statusCode: 200,
  body: JSON.stringify([
    httpMethod,
    greet(process.env.GREETING, queryStringParameters?.name),
    context.functionVersion,
  ]),
});
