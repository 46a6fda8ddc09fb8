import { LambdaClient } from "@aws-sdk/client-lambda";
import { findRunningRunner } from "../lambda/invoke-api/running-runner";

/** A Lambda API, and its name for messages. */
export interface LambdaTarget {
  readonly client: LambdaClient;
  readonly name: string;
}

export interface TargetOptions {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
}

const DEFAULT_REGION = "us-east-1";

/**
 * The Lambda API that the options name; without options, that of the local runner that was started
 * in this folder, else AWS.
 */
export async function lambdaTarget({ endpoint, region }: TargetOptions): Promise<LambdaTarget> {
  // The SDK would print a warning of eight lines about the version of Node.js.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const knownRegion = region ?? process.env.AWS_REGION ?? DEFAULT_REGION;
  if (endpoint !== undefined) {
    return { client: elsewhere(endpoint, knownRegion), name: endpoint };
  }
  const runner = region === undefined ? await findRunningRunner(process.cwd()) : undefined;
  if (runner !== undefined) {
    return { client: elsewhere(runner, knownRegion), name: `the local runner at ${runner}` };
  }
  return { client: new LambdaClient({ region: knownRegion }), name: `AWS, region ${knownRegion}` };
}

/** A client that never sends AWS credentials: the endpoint isn't AWS. */
function elsewhere(endpoint: string, region: string): LambdaClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new LambdaClient({ region, endpoint, credentials });
}
