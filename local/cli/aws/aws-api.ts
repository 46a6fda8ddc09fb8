import type { SigningCredentials } from "../../iam/sigv4";
import { signRequest } from "../../iam/sigv4";
import { credentialProviders } from "../../services/credential-providers";

/** An API of AWS, or of something that stands in for it. */
export interface AwsApi {
  /** For messages. */
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly region: string;
  /** As signatures name it: `lambda`. */
  readonly service: string;
  /** @throws NoCredentialsError */
  readonly credentials: () => Promise<SigningCredentials>;
}

export interface AwsRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AwsResponse {
  readonly headers: Headers;
  readonly text: string;
}

/** What AWS refused. */
export class AwsError extends Error {
  constructor(
    /** `ResourceNotFoundException` */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export class NoCredentialsError extends Error {}

const DEFAULT_REGION = "us-east-1";

export function regionOf(option: string | undefined): string {
  return option ?? process.env.AWS_REGION ?? DEFAULT_REGION;
}

/** An API of AWS itself. @see https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function awsApi(service: string, region: string): AwsApi {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const url = `https://${service}.${region}.${suffix}`;
  return { name: `AWS, region ${region}`, url, region, service, credentials: ownCredentials };
}

/** Another endpoint, which never gets AWS credentials. */
export function otherApi(service: string, region: string, url: string, name = url): AwsApi {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const withoutSlash = url.replace(/\/+$/, "");
  return { name, url: withoutSlash, region, service, credentials: async () => credentials };
}

/** Those that the AWS CLI would find. */
async function ownCredentials(): Promise<SigningCredentials> {
  const { fromNodeProviderChain } = providersOfSdk();
  try {
    return await fromNodeProviderChain()();
  } catch (error) {
    const reason = (error as Error).message;
    throw new NoCredentialsError(
      `There are no AWS credentials. Set AWS_PROFILE or run "aws configure". (${reason})`,
      { cause: error },
    );
  }
}

function providersOfSdk(): ReturnType<typeof credentialProviders> {
  try {
    return credentialProviders("A request to AWS");
  } catch (error) {
    throw new NoCredentialsError((error as Error).message, { cause: error });
  }
}

/** @throws AwsError, or the error of the connection */
export async function sendToAws(api: AwsApi, request: AwsRequest): Promise<AwsResponse> {
  const { method, path, headers = {}, body = "" } = request;
  const url = new URL(`${api.url}${path}`);
  const unsigned = { method, url, headers, body };
  const signed = signRequest(unsigned, api, await api.credentials());
  const response = await fetch(url, {
    method,
    headers: signed,
    ...(method === "POST" && { body }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw errorOf(response, text);
  }
  return { headers: response.headers, text };
}

function errorOf({ status, headers }: Response, text: string): AwsError {
  const { __type, Message, message } = errorBody(text);
  const type = headers.get("x-amzn-errortype") ?? __type ?? `status ${status}`;
  const code = /[^#:]+(?=:|$)/.exec(type)?.[0] ?? type;
  return new AwsError(code, Message ?? message ?? code);
}

function errorBody(text: string): Readonly<Record<string, string | undefined>> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}
