import { blocks, labelled, type Block } from "./block";

/** A block of a configuration, with its labels: `resource "aws_lambda_function" "hello" { … }`. */
export interface Declaration {
  /** Such as `aws_lambda_function.hello` or `provider.aws.europe`. */
  readonly address: string;
  /** The block's type and labels: the way to it in Terraform's JSON. */
  readonly path: readonly string[];
  readonly body: Block;
  readonly file: string;
}

/** How many labels each type of block has, and what its address starts with. */
const LABELLED: Readonly<Record<string, { readonly labels: number; readonly prefix: string }>> = {
  resource: { labels: 2, prefix: "" },
  data: { labels: 2, prefix: "data." },
  ephemeral: { labels: 2, prefix: "ephemeral." },
  variable: { labels: 1, prefix: "var." },
  output: { labels: 1, prefix: "output." },
  module: { labels: 1, prefix: "module." },
  provider: { labels: 1, prefix: "provider." },
};

/** The blocks of one file whose labels identify them. A local value counts as a block. */
export function declarationsIn(file: string, root: Block): Declaration[] {
  const found = Object.entries(LABELLED).flatMap(([type, { labels, prefix }]) =>
    bodiesAt(root, [type], labels).map(({ path, body }) => ({
      address: `${prefix}${path.slice(1).join(".")}${aliasOf(type, body)}`,
      path,
      body,
      file,
    })),
  );
  const locals = labelled(root["locals"])
    // A comment in JSON.
    .filter(([name]) => name !== "//")
    .map(([name, value]) => ({
      address: `local.${name}`,
      path: ["locals", name],
      body: { value },
      file,
    }));
  return [...found, ...locals];
}

interface FoundBody {
  readonly path: readonly string[];
  readonly body: Block;
}

function bodiesAt(root: Block, path: readonly string[], labels: number): FoundBody[] {
  const last = path.at(-1) ?? "";
  if (labels === 0) {
    return blocks(root[last]).map((body) => ({ path, body }));
  }
  return labelled(root[last]).flatMap(([label, inner]) =>
    bodiesAt({ [label]: inner }, [...path, label], labels - 1),
  );
}

/** Several configurations of a provider differ in their alias. */
function aliasOf(type: string, body: Block): string {
  const { alias } = body;
  return type === "provider" && typeof alias === "string" ? `.${alias}` : "";
}
