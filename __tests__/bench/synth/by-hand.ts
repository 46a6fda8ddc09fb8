import { createRequire } from "node:module";
import type { TerraformStack } from "cdktf";

const load = createRequire(__filename);

type Attributes = Readonly<Record<string, unknown>>;
type Elements = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

/** A synthesised stack, as far as it is made anew. */
export interface Synthesised {
  readonly resource: Elements;
  readonly data: Elements;
}

interface ElementClass {
  new (scope: TerraformStack, id: string, config: object): { overrideLogicalId(id: string): void };
  readonly tfResourceType: string;
}

/**
 * What makes the resources and data sources of a synthesised stack anew with the providers' own
 * classes, as somebody without constructs would.
 */
export function byHand({ resource, data }: Synthesised): (stack: TerraformStack) => void {
  const all = [...elementsOf(resource, ""), ...elementsOf(data, "data-")];
  return (stack) => {
    for (const { elementClass, id, name, config } of all) {
      new elementClass(stack, id, config).overrideLogicalId(name);
    }
  };
}

function elementsOf(elements: Elements, prefix: "" | "data-") {
  return Object.entries(elements).flatMap(([type, named]) => {
    const elementClass = classOf(type, prefix);
    return Object.entries(named).map(([name, attributes]) => ({
      elementClass,
      id: `${prefix}${type} ${name}`,
      name,
      config: configOf(attributes),
    }));
  });
}

/** `aws_lambda_function` is in lib/lambda-function, data source `aws_partition` in lib/data-aws-partition. */
function classOf(type: string, prefix: "" | "data-"): ElementClass {
  const [provider = "", ...words] = type.split("_");
  const file = prefix ? `data-${[provider, ...words].join("-")}` : words.join("-");
  // Only these classes are loaded, as by a deep import.
  const module = load(`@cdktf/provider-${provider}/lib/${file}`) as object;
  const found = Object.values(module).find(
    (exported: Partial<ElementClass>) => exported.tfResourceType === type,
  ) as ElementClass | undefined;
  if (!found) {
    throw new Error(`No class makes ${prefix}${type}.`);
  }
  return found;
}

function configOf({ depends_on: dependencies, ...attributes }: Attributes): object {
  const dependsOn = (dependencies as string[] | undefined)?.map((fqn) => ({ fqn }));
  const own = Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== "//"));
  return { ...(camelCased(own) as object), dependsOn };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(camelCased);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      // The names of environment variables are the user's own.
      name === "variables" ? [name, inner] : [camelCase(name), camelCased(inner)],
    ),
  );
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
