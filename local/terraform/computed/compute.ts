import { createHash } from "node:crypto";
import type { Attributes, Value } from "../resolved-stack";

/** What a computed attribute depends on besides its own resource. */
export interface ApplyContext {
  readonly accountId: string;
  /** Absolute folder of the stack. */
  readonly folder: string;
  /** Whether commands of the configuration may run. */
  readonly runsCommands: boolean;
  readonly region: string;
  /** Where an API is served, by its Terraform address: `http://127.0.0.1:3000`. */
  readonly apiUrl: (address: string) => string;
  /** Called with each file that a value depends on. */
  readonly dependsOn: (file: string) => void;
  /** The resource of the type whose attribute has the value. */
  readonly find: (type: string, attribute: string, value: string) => Attributes | undefined;
}

export type Compute = (resource: Attributes, context: ApplyContext) => Value | undefined;

/** The attributes that an apply computes, by resource type and name. */
export type Computed = Readonly<Record<string, Readonly<Record<string, Compute>>>>;

/** An ID that is the same at every start, in the form of API Gateway's: letters and digits. */
export function idOf({ address }: Attributes, length = 10): string {
  const digest = createHash("sha256").update(address).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}

export function digestOf(encoding: "hex" | "base64", algorithm = "sha256"): Compute {
  return ({ address }) => createHash(algorithm).update(address).digest(encoding);
}

export const attribute =
  (name: string): Compute =>
  (resource) =>
    resource.string(name);

export const ownId: Compute = (resource) => idOf(resource);

/** The name that the provider generates from a prefix for a resource without a name. */
export const generatedName =
  (prefix = "name_prefix"): Compute =>
  (resource) =>
    `${resource.string(prefix) ?? "terraform-"}${idOf(resource)}`;

/** An ARN in the resource's region and account. */
export const arn =
  (service: string, path: Compute): Compute =>
  (resource, context) =>
    `arn:aws:${service}:${context.region}:${context.accountId}:${String(path(resource, context))}`;
