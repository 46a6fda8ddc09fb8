import { parseTemplate } from "../expression/parse";
import { ExpressionSyntaxError, type Expression } from "../expression/syntax";
import { nearest } from "../nearest";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { RawModule } from "./raw-module";

/** What may be the address of a resource, also in plain text. Types have an underscore. */
const ADDRESS = /(?<![\w.-])(?:data\.)?[a-z]\w*_\w*\.[\w-]+/gi;
/** What the iterator of a dynamic block has: `cors_configuration.value`. */
const OF_ITERATORS = ["key", "value"];

/** A sentence for each reference to a resource that isn't declared, with which Terraform fails. */
export function undeclaredResources(module: RawModule, path = ""): string[] {
  const { resources, locals, outputs, moduleCalls } = module;
  const declared = new Set(resources.map(({ address }) => address));
  const blocks: (readonly [address: string, block: Value])[] = [
    ...resources.map(({ address, block }) => [address, block] as const),
    ...Object.entries(locals).map(([name, value]) => [`local.${name}`, value] as const),
    ...Object.entries(outputs).map(([name, value]) => [`output.${name}`, value] as const),
    ...moduleCalls.map(({ name, block }) => [`module.${name}`, block] as const),
  ];
  const own = blocks.flatMap(([address, block]) =>
    [...new Set(referencesIn(block, declared))].map((name) => {
      return `${path}${address}: ${undeclared(name, path)}${like(name, declared)}`;
    }),
  );
  const called = moduleCalls.flatMap((call) =>
    call.module instanceof StackError
      ? []
      : undeclaredResources(call.module, `${path}module.${call.name}.`),
  );
  return [...own, ...called];
}

/** In Terraform's words. */
function undeclared(name: string, path: string): string {
  const [kind = "", type = "", label = ""] = name.startsWith("data.")
    ? ["data", ...name.slice("data.".length).split(".")]
    : ["managed", ...name.split(".")];
  const where = path === "" ? "the root module" : path.slice(0, -1);
  return `a ${kind} resource "${type}" "${label}" has not been declared in ${where}, so Terraform fails.`;
}

function like(name: string, declared: ReadonlySet<string>): string {
  const type = name.replace(/[\w-]+$/, "");
  const other = nearest(
    name.slice(type.length),
    [...declared].flatMap((one) => (one.startsWith(type) ? one.slice(type.length) : [])),
  );
  return other === undefined ? "" : ` Did you mean ${type}${other}?`;
}

function referencesIn(value: Value, declared: ReadonlySet<string>): string[] {
  if (typeof value === "string") {
    // Parsing takes longer than looking for what could be an address.
    const isSuspicious = value.match(ADDRESS)?.some((name) => !declared.has(name)) ?? false;
    return isSuspicious ? referencesOf(value).filter((name) => !declared.has(name)) : [];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "depends_on"
      ? [inner].flat().flatMap((each) => referencesIn(`\${${String(each)}}`, declared))
      : referencesIn(inner, declared),
  );
}

/** The addresses of resources that the expressions in a text refer to. */
function referencesOf(text: string): string[] {
  try {
    const chains = new Chains();
    chains.visit(parseTemplate(text));
    return chains.resources;
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) {
      return [];
    }
    throw error;
  }
}

/** The names with attributes in an expression: `aws_x.y.arn`. */
class Chains {
  private readonly all: string[][] = [];
  private readonly variables = new Set<string>();

  visit(node: unknown): void {
    if (typeof node !== "object" || node === null) {
      return;
    }
    const words = wordsOf(node as Expression);
    if (words) {
      this.all.push(words);
      return;
    }
    const { loop } = node as { readonly loop?: Readonly<Record<"key" | "value", string>> };
    if (loop) {
      this.variables.add(loop.key).add(loop.value);
    }
    Object.values(node).forEach((inner) => this.visit(inner));
  }

  get resources(): string[] {
    return this.all.flatMap((words) => {
      const [first = "", second = "", third = ""] = words;
      if (first === "data") {
        return third === "" ? [] : [`data.${second}.${third}`];
      }
      const isResource = first.includes("_") && !this.variables.has(first);
      return isResource && second !== "" && !OF_ITERATORS.includes(second)
        ? [`${first}.${second}`]
        : [];
    });
  }
}

function wordsOf(node: Expression): string[] | undefined {
  if (node.kind === "name") {
    return [node.name];
  }
  const words = node.kind === "attribute" ? wordsOf(node.of) : undefined;
  return words && node.kind === "attribute" ? [...words, node.name] : undefined;
}
