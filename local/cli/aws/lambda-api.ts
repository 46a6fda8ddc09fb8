import { findRunningRunner } from "../../lambda/invoke-api/running-runner";
import type { AwsApi } from "./aws-api";
import { otherApi, regionOf, sendToAws } from "./aws-api";

/** The Lambda API of the local runner that was started in this folder; undefined if none is up. */
export async function runnerApi(): Promise<AwsApi | undefined> {
  const { url } = (await findRunningRunner(process.cwd())) ?? {};
  return url === undefined
    ? undefined
    : otherApi("lambda", regionOf(undefined), url, `the local runner at ${url}`);
}

export interface Invoked {
  readonly payload: string;
  readonly hasFailed: boolean;
  /** Its last 4 KB. */
  readonly log: string;
}

const FUNCTIONS = "/2015-03-31/functions/";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function invokeFunction(
  api: AwsApi,
  functionName: string,
  event: string,
): Promise<Invoked> {
  const { headers, text } = await sendToAws(api, {
    method: "POST",
    path: `${FUNCTIONS}${encodeURIComponent(functionName)}/invocations`,
    headers: { "content-type": "application/json", "x-amz-log-type": "Tail" },
    body: event,
  });
  const log = Buffer.from(headers.get("x-amz-log-result") ?? "", "base64").toString("utf8");
  return { payload: text, hasFailed: headers.has("x-amz-function-error"), log };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export async function functionNames(api: AwsApi): Promise<string[]> {
  const names: string[] = [];
  for (let marker: string | null | undefined = ""; marker !== undefined && marker !== null;) {
    const query: string = marker === "" ? "" : `?Marker=${encodeURIComponent(marker)}`;
    const { text } = await sendToAws(api, { method: "GET", path: `${FUNCTIONS}${query}` });
    const page = JSON.parse(text) as {
      readonly Functions?: readonly { readonly FunctionName: string }[];
      readonly NextMarker?: string | null;
    };
    names.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName));
    marker = page.NextMarker || undefined;
  }
  return names.sort();
}

/**
 * The log group of a function: its own setting, or that of its name.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
 */
export async function logGroupOf(api: AwsApi, functionName: string): Promise<string> {
  const path = `${FUNCTIONS}${encodeURIComponent(functionName)}/configuration`;
  const { text } = await sendToAws(api, { method: "GET", path });
  const { FunctionName, LoggingConfig } = JSON.parse(text) as {
    readonly FunctionName: string;
    readonly LoggingConfig?: { readonly LogGroup?: string };
  };
  return LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
}
