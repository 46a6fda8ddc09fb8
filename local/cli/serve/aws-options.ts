import type { AwsEndpoints } from "../../services";
import { UsageError } from "../command";

/**
 * The value of `--aws-endpoint`: a URL for all services, `dynamodb=URL,sqs=URL`, `moto` or `none`.
 * @throws UsageError
 */
export function awsEndpointsOf(text: string): AwsEndpoints | "moto" {
  if (text === "moto") {
    return text;
  }
  if (text === "none") {
    return { byService: {} };
  }
  if (isUrl(text)) {
    return { all: withoutSlash(text), byService: {} };
  }
  const pairs = text.split(",").map((pair): [string, string] => {
    const [, service, url] = /^([a-z][a-z\d_-]*)=(.+)$/.exec(pair) ?? [];
    if (service === undefined || url === undefined || !isUrl(url)) {
      throw new UsageError(
        `--aws-endpoint is "${text}"; allowed: a URL for all services, such as ` +
          "http://127.0.0.1:4566, one for each service (dynamodb=URL,sqs=URL), moto, or none.",
      );
    }
    return [service, withoutSlash(url)];
  });
  return { byService: Object.fromEntries(pairs) };
}

/**
 * The values of `--env`, by function and variable.
 * @throws UsageError
 */
export function functionEnvironmentOf(
  texts: readonly string[],
): Record<string, Record<string, string>> {
  const result: Record<string, Record<string, string>> = {};
  for (const text of texts) {
    const [, name, key, value] = /^([^=]+)\.([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || key === undefined || value === undefined) {
      throw new UsageError(
        `--env is "${text}"; allowed: FUNCTION.VARIABLE=VALUE, such as my-function.LOG_LEVEL=debug.`,
      );
    }
    result[name] = { ...result[name], [key]: value };
  }
  return result;
}

function isUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
