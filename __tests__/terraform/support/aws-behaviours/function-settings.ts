import type { AwsBehaviour } from "./behaviour";

/** What moto 5.2 drops. */
interface Settings {
  readonly DeadLetterConfig?: object;
  readonly LoggingConfig?: object;
}

/**
 * AWS keeps a function's DeadLetterConfig and LoggingConfig, which moto 5.2 drops. Without them, every
 * plan would set them again.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export function keepFunctionSettings(): AwsBehaviour {
  const settings = new Map<string, Settings>();
  return {
    before: (request) => {
      const { method, path, body } = request;
      const isCreate = method === "POST" && FUNCTIONS.test(path);
      const isUpdate = method === "PUT" && CONFIGURATION.test(path);
      if (!isCreate && !isUpdate) {
        return request;
      }
      const { FunctionName, DeadLetterConfig, LoggingConfig } = JSON.parse(
        body.toString(),
      ) as Settings & { FunctionName?: string };
      const name = FunctionName ?? CONFIGURATION.exec(path)?.[1] ?? "";
      settings.set(name, { DeadLetterConfig, LoggingConfig });
      return request;
    },
    after: ({ method, path }, { body }) => {
      const known = method === "GET" ? settings.get(FUNCTION.exec(path)?.[1] ?? "") : undefined;
      if (known === undefined) {
        return body;
      }
      const { Configuration, ...rest } = JSON.parse(body.toString()) as {
        Configuration?: object;
      };
      if (Configuration === undefined) {
        return body;
      }
      return Buffer.from(
        JSON.stringify({ ...rest, Configuration: { ...Configuration, ...known } }),
      );
    },
  };
}

const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;
const FUNCTION = /^\/2015-03-31\/functions\/([^/?]+)(?:\?.*)?$/;
const CONFIGURATION = /^\/2015-03-31\/functions\/([^/?]+)\/configuration$/;
