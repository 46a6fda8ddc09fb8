import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { AwsClient } from "../aws-client";
import { AwsError } from "../aws-client";

/** What a kind of resource is made with. */
export interface Context {
  readonly client: AwsClient;
  readonly stack: ResolvedStack;
  readonly region: string;
}

/** How the resources of a Terraform type are made in moto. */
export interface ResourceKind {
  readonly type: string;
  /** In the table of resources: `queue`. */
  readonly label: string;
  readonly nameOf: (resource: ResolvedResource) => string;
  readonly exists: (name: string, context: Context) => Promise<boolean>;
  readonly create: (resource: ResolvedResource, context: Context) => Promise<void>;
}

/** Whether a call finds what it asks for. @param missing the code of the error, or the status */
export async function found(call: Promise<unknown>, missing: string | number): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof AwsError && [error.code, error.status].includes(missing)) {
      return false;
    }
    throw error;
  }
}

/** The attributes of an API's call that the configuration sets. @param names of AWS by Terraform's */
export function setAttributes(
  resource: ResolvedResource,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  const pairs = Object.entries(names).map(([name, ofAws]) => [ofAws, resource.string(name)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}
