import { ApiCall } from "./aws-api";

/** Mends what moto answers, by what it was sent. */
export interface GapFiller {
  note(call: ApiCall, body: Buffer): void;
  fill(call: ApiCall, answer: Buffer): Buffer;
}

/**
 * Gives back what moto 5.2 drops of what it was sent and AWS keeps: a function's LoggingConfig.
 * Without it, every plan would set it again.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export function fillMotosGaps(): GapFiller {
  const logging = new Map<string, unknown>();
  return {
    note: ({ method, path }, body) => {
      const isCreate = method === "POST" && FUNCTIONS.test(path);
      const isUpdate = method === "PUT" && CONFIGURATION.test(path);
      if (!isCreate && !isUpdate) return;
      const config = JSON.parse(body.toString()) as {
        FunctionName?: string;
        LoggingConfig?: object;
      };
      logging.set(config.FunctionName ?? CONFIGURATION.exec(path)?.[1] ?? "", config.LoggingConfig);
    },
    fill: ({ method, path }, answer) => {
      const known = method === "GET" ? logging.get(FUNCTION.exec(path)?.[1] ?? "") : undefined;
      if (known === undefined) return answer;
      const { Configuration, ...rest } = JSON.parse(answer.toString()) as {
        Configuration?: object;
      };
      if (Configuration === undefined) return answer;
      const whole = { ...rest, Configuration: { ...Configuration, LoggingConfig: known } };
      return Buffer.from(JSON.stringify(whole));
    },
  };
}

const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;
const FUNCTION = /^\/2015-03-31\/functions\/([^/?]+)(?:\?.*)?$/;
const CONFIGURATION = /^\/2015-03-31\/functions\/([^/?]+)\/configuration$/;
