import { Testing } from "cdktf";
import type { environments } from "../../main";
import { SystemsStack } from "../../main";

export type Attributes = Record<string, unknown>;

/** A synthesised environment, as far as these tests look into it. */
export interface Environment {
  readonly resource: Record<string, Record<string, Attributes>>;
  readonly output: Record<string, { readonly value: string }>;
  readonly provider: { readonly aws: readonly Attributes[] };
}

export function environment(name: keyof typeof environments): Environment {
  return JSON.parse(Testing.synth(environmentStack(name))) as Environment;
}

export function environmentStack(name: keyof typeof environments): SystemsStack {
  return new SystemsStack(Testing.app({ outdir: "cdktf.out" }), name);
}

/** The resources of one system, by their type and the part of their name behind the system's. */
export function systemOf({ resource }: Environment, system: string) {
  const named = (type: string, part: string) =>
    Object.entries(resource[type] ?? {}).filter(
      ([name]) => name.startsWith(`${system}_`) && name.includes(part),
    );
  const one = (type: string, part = ""): [string, Attributes] => {
    const [found, ...more] = named(type, part);
    if (!found || more.length > 0) {
      throw new Error(`${more.length + 1} ${type} of ${system}`);
    }
    return found;
  };
  return {
    count: (type: string) => named(type, "").length,
    attributes: (type: string, part?: string) => one(type, part)[1],
    reference: (type: string, attribute: string, part?: string) =>
      `\${${type}.${one(type, part)[0]}.${attribute}}`,
    policy: (part: string): unknown => parsed(one("aws_iam_role_policy", part)[1].policy),
    trusted: (part: string): unknown => parsed(one("aws_iam_role", part)[1].assume_role_policy),
    document: () => parsed(one("aws_api_gateway_rest_api")[1].body) as OpenApi,
  };
}

interface OpenApi {
  readonly paths: Record<string, Record<string, Attributes>>;
  readonly components: { readonly schemas: Attributes };
}

function parsed(json: unknown): unknown {
  return JSON.parse(String(json));
}

/** An IAM document that allows actions on resources. */
export function allowing(...statements: [actions: string[], resources: string[]][]): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource })),
  };
}

/** The trust policy of a role that a service assumes. */
export function trusting(service: string): object {
  const [Effect, Action] = ["Allow", "sts:AssumeRole"];
  return {
    Version: "2012-10-17",
    Statement: [{ Effect, Principal: { Service: service }, Action }],
  };
}
