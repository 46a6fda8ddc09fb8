import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Value } from "../resolved-stack";
import { mapAll, StackError } from "../stack-error";
import { STACK_FILE } from "../stack-file";
import { blocks, type Block } from "./block";
import { CDKTF_FILE, withMetadata } from "./cdktf-metadata";
import { configurationFiles } from "./configuration-files";
import { declarationsIn, type Declaration } from "./declarations";
import { parseHcl } from "./hcl";
import { withJsonArguments } from "./hcl-arguments";
import { parseJson } from "./json";
import { overridden, terraformSettings } from "./override";
import { checkRootBlocks } from "./root-blocks";

type Tree = { [key: string]: Value };

/** What one file declares. */
interface FileContent {
  readonly declarations: readonly Declaration[];
  readonly terraform: readonly Block[];
  readonly moved: readonly Block[];
  readonly removed: readonly Block[];
}

/**
 * Reads all `*.tf` and `*.tf.json` of a folder as Terraform does, override files last, into one block
 * in the form of Terraform's JSON. Each labelled block in it has one body; only `provider` has a list
 * of them.
 * @throws StackError that names the file
 * @see https://developer.hashicorp.com/terraform/language/files
 */
export function readConfiguration(folder: string): Block {
  const files = filesOf(folder);
  const primary = mapAll(files.primary, readFile);
  const overrides = mapAll(files.overrides, readFile);
  const declared = new Map<string, Declaration>();
  mapAll(
    primary.flatMap(({ declarations }) => declarations),
    (found) => declare(declared, found),
  );
  mapAll(
    overrides.flatMap(({ declarations }) => declarations),
    (found) => override(declared, found),
  );
  const terraform = [...primary, ...overrides].flatMap((content) => content.terraform);
  return {
    ...asBlock([...declared.values()]),
    terraform: terraformSettings(terraform),
    moved: primary.flatMap((content) => content.moved),
    removed: primary.flatMap((content) => content.removed),
  };
}

function filesOf(folder: string) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StackError(
      `${folder} is not a folder. Pass a folder with Terraform files, or that of a synthesised ` +
        `stack, such as cdktf.out/stacks/dev; "npx cdktf synth" creates it.`,
    );
  }
  const files = configurationFiles(folder);
  if (files.primary.length + files.overrides.length === 0) {
    throw new StackError(
      `${folder} contains no *.tf and no *.tf.json. Pass a folder with Terraform files, or that of ` +
        `a synthesised stack, such as cdktf.out/stacks/dev; "npx cdktf synth" creates it.`,
    );
  }
  refuseTwoSyntheses(files.primary);
  return files;
}

/** CDKTF leaves the file of the other form where it is. */
function refuseTwoSyntheses(files: readonly string[]): void {
  const [hcl, json] = [CDKTF_FILE, STACK_FILE].map((name) =>
    files.find((file) => path.basename(file) === name),
  );
  if (hcl !== undefined && json !== undefined) {
    throw new StackError(
      `${path.dirname(hcl)} contains ${CDKTF_FILE} and ${STACK_FILE}: the stack was synthesised ` +
        `with --hcl and without. Remove the older file; Terraform can't read both either.`,
    );
  }
}

function readFile(file: string): FileContent {
  const text = textOf(file);
  const isJson = file.endsWith(".json");
  const root = isJson ? parseJson(file, text) : parseHcl(file, text);
  checkRootBlocks({ file, text, root });
  const declarations = declarationsIn(file, root);
  return {
    declarations: isJson
      ? declarations
      : withMetadata(file, mapAll(declarations, withJsonArguments)),
    terraform: blocks(root["terraform"]),
    moved: blocks(root["moved"]),
    removed: blocks(root["removed"]),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new StackError(`${file} can't be read: ${(error as Error).message}`);
  }
}

function declare(declared: Map<string, Declaration>, found: Declaration): void {
  const { address, file } = found;
  const earlier = declared.get(address);
  if (earlier) {
    throw new StackError(
      `${file}: ${address} is already declared in ${path.basename(earlier.file)}. Remove one, or ` +
        `move it to a file such as override.tf, whose blocks change others.`,
    );
  }
  declared.set(address, found);
}

/** A provider without a block has an empty configuration, which can be overridden. */
function override(declared: Map<string, Declaration>, found: Declaration): void {
  const { address, file, path: labels } = found;
  const base = declared.get(address);
  const isDefaultProvider = labels[0] === "provider" && found.body["alias"] === undefined;
  if (!base && !isDefaultProvider) {
    throw new StackError(`${file}: ${address} overrides a block that no other file declares`);
  }
  declared.set(address, base ? overridden(base, found) : found);
}

function asBlock(declarations: readonly Declaration[]): Block {
  const root: Tree = {};
  declarations.forEach((declaration) => place(root, declaration));
  return root;
}

/** The part of the tree under a label, which can have any name: `constructor`, too. */
function branch(tree: Tree, label: string): Tree {
  if (!Object.hasOwn(tree, label)) {
    tree[label] = {};
  }
  return tree[label] as Tree;
}

function place(root: Tree, { path: labels, body }: Declaration): void {
  const [type] = labels;
  const last = labels.at(-1) ?? "";
  const parent = labels.slice(0, -1).reduce(branch, root);
  if (type === "provider") {
    parent[last] = [...blocks(parent[last]), body];
  } else {
    parent[last] = type === "locals" ? (body["value"] ?? null) : body;
  }
}
