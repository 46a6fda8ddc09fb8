import { attributeReader } from "./attribute-reader";
import { computedAttribute, Deployment } from "./computed-attributes";
import { evaluate, Scope } from "./expression/evaluate";
import { parseTemplate } from "./expression/parse";
import { Block, RawResource, RawStack } from "./read-stack";
import { ResolvedResource, ResolvedStack, Value } from "./resolved-stack";
import { StackError } from "./stack-error";

/** What the synthesised JSON leaves open. */
export interface ResolveOptions {
  /** Where an API is served, by its Terraform address. */
  readonly apiUrl: (address: string) => string;
  /** @default the JSON's provider region, else AWS_REGION, else us-east-1 */
  readonly region?: string;
  /** @default 123456789012, the account of AWS's own examples */
  readonly accountId?: string;
  /** Value of `terraform.workspace`. @default "default" */
  readonly workspace?: string;
  /** Where TF_VAR_… and AWS_REGION are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves the references of a stack as an apply would, each when it is read. */
export function resolveStack(raw: RawStack, options: ResolveOptions): ResolvedStack {
  raw.resources.forEach(refuseRepetition);
  const { environment, accountId = "123456789012", workspace = "default" } = options;
  const region = options.region ?? regionOf(raw, environment);
  const underWay = new Set<string>();
  const done = new Map<string, Value>();

  const scope: Scope = { folder: raw.folder, variables: {}, reference };
  const deployment: Deployment = {
    accountId,
    region,
    apiUrl: options.apiUrl,
    find: (type, attribute, value) =>
      ofType(type).find((candidate) => candidate.value(attribute) === value),
  };
  const all = raw.resources.map(resolvedResource);
  const byAddress = new Map(all.map((resource) => [resource.address, resource]));
  const ofType = (type: string) => all.filter((resource) => resource.type === type);

  function resolvedResource({ address, type, name, block }: RawResource): ResolvedResource {
    const computed = (attribute: string): Value | undefined =>
      computedAttribute(type, reader, attribute, deployment);
    const reader = attributeReader(address, block, resolveAttribute, computed);
    return { ...reader, type, name };
  }

  function resolveAttribute(address: string, name: string, value: Value): Value {
    try {
      return resolve(value);
    } catch (error) {
      const reason = (error as Error).message;
      const known = error instanceof StackError && reason.startsWith(`${address}:`);
      throw known ? error : new StackError(`${address}: ${name} can't be resolved: ${reason}`);
    }
  }

  function resolve(value: Value): Value {
    if (typeof value === "string") return evaluate(parseTemplate(value), scope);
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [String(resolve(key)), resolve(inner)]),
    );
  }

  function reference(words: readonly string[]): { value: Value; taken: number } {
    const [first = "", second = "", third = ""] = words;
    const name = `${first}.${second}`;
    if (first === "local")
      return { value: once(name, () => member(raw.locals, second, name)), taken: 2 };
    if (first === "var") return { value: once(name, () => variable(second)), taken: 2 };
    if (first === "path") return { value: ".", taken: 2 };
    if (name === "terraform.workspace") return { value: workspace, taken: 2 };
    if (first === "data") return attributeOf(`data.${second}.${third}`, words[3], 4);
    return attributeOf(name, words[2], 3);
  }

  function attributeOf(address: string, attribute: string | undefined, taken: number) {
    const resource = byAddress.get(address);
    if (!resource) throw new StackError(`there is no ${address} in the stack`);
    if (attribute === undefined)
      throw new StackError(`${address} is used as a whole, which is not supported`);
    const name = `${address}.${attribute}`;
    return { value: once(name, () => required(resource.value(attribute), name)), taken };
  }

  function once(name: string, make: () => Value): Value {
    const known = done.get(name);
    if (known !== undefined) return known;
    if (underWay.has(name))
      throw new StackError(`it refers to itself: ${[...underWay, name].join(" -> ")}`);
    underWay.add(name);
    try {
      const value = make();
      done.set(name, value);
      return value;
    } finally {
      underWay.delete(name);
    }
  }

  function member(block: Block, name: string, reference_: string): Value {
    return resolve(required(block[name], reference_));
  }

  function variable(name: string): Value {
    const declared = raw.variables[name] as Block | undefined;
    const given = environment[`TF_VAR_${name}`];
    if (given !== undefined) return given;
    const value = declared?.["default"];
    if (value === undefined)
      throw new StackError(`var.${name} has no value; set TF_VAR_${name} in the environment`);
    return resolve(value);
  }

  return { folder: raw.folder, accountId, region, ofType, all: () => all };
}

function required(value: Value | undefined, name: string): Value {
  if (value !== undefined) return value;
  throw new StackError(`${name} is known only after an apply on AWS, or isn't an attribute`);
}

/** `count` and `for_each` make several resources of one block, which CDKTF programs seldom need. */
function refuseRepetition({ address, block }: RawResource): void {
  const argument = ["count", "for_each", "dynamic"].find((name) => name in block);
  if (argument)
    throw new StackError(
      `${address}: ${argument} is not supported by the local runner; ` +
        `make the resources in a loop of the program instead.`,
    );
}

function regionOf(raw: RawStack, environment: ResolveOptions["environment"]): string {
  const configured = raw.awsProviders.find((provider) => !("alias" in provider))?.["region"];
  if (typeof configured === "string" && !configured.includes("${")) return configured;
  return environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
}
