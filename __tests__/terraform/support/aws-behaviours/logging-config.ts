import type { AwsBehaviour } from "./behaviour";

/**
 * AWS keeps a function's LoggingConfig, which moto 5.2 drops. Without it, every plan would set it
 * again.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export function keepLoggingConfig(): AwsBehaviour {
  const logging = new Map<string, unknown>();
  return {
    before: (request) => {
      const { method, path, body } = request;
      const isCreate = method === "POST" && FUNCTIONS.test(path);
      const isUpdate = method === "PUT" && CONFIGURATION.test(path);
      if (!isCreate && !isUpdate) {
        return request;
      }
      const config = JSON.parse(body.toString()) as {
        FunctionName?: string;
        LoggingConfig?: object;
      };
      logging.set(config.FunctionName ?? CONFIGURATION.exec(path)?.[1] ?? "", config.LoggingConfig);
      return request;
    },
    after: ({ method, path }, { body }) => {
      const known = method === "GET" ? logging.get(FUNCTION.exec(path)?.[1] ?? "") : undefined;
      if (known === undefined) {
        return body;
      }
      const { Configuration, ...rest } = JSON.parse(body.toString()) as {
        Configuration?: object;
      };
      if (Configuration === undefined) {
        return body;
      }
      const whole = { ...rest, Configuration: { ...Configuration, LoggingConfig: known } };
      return Buffer.from(JSON.stringify(whole));
    },
  };
}

const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;
const FUNCTION = /^\/2015-03-31\/functions\/([^/?]+)(?:\?.*)?$/;
const CONFIGURATION = /^\/2015-03-31\/functions\/([^/?]+)\/configuration$/;
