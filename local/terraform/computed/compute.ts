import { createHash } from "node:crypto";
import type { Attributes, Value } from "../resolved-stack";

/** What AWS would fill in depends on the resource, where it is, and its neighbours. */
export interface Deployment {
  readonly accountId: string;
  readonly region: string;
  /** Where an API is served, by its Terraform address: `http://127.0.0.1:3000`. */
  readonly apiUrl: (address: string) => string;
  /** The resource of the type whose attribute has the value. */
  readonly find: (type: string, attribute: string, value: string) => Attributes | undefined;
}

export type Compute = (resource: Attributes, deployment: Deployment) => Value | undefined;

/** What an apply fills in, by resource type and attribute. */
export type Computed = Readonly<Record<string, Readonly<Record<string, Compute>>>>;

/** An id that is the same at every start: letters and digits as API Gateway's. */
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

/** What the provider makes of a prefix, where the resource has no name. */
export const generatedName =
  (prefix = "name_prefix"): Compute =>
  (resource) =>
    `${resource.string(prefix) ?? "terraform-"}${idOf(resource)}`;

/** An ARN in the resource's region and account. */
export const arn =
  (service: string, path: Compute): Compute =>
  (resource, at) =>
    `arn:aws:${service}:${at.region}:${at.accountId}:${String(path(resource, at))}`;
