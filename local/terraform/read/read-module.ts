import { statSync } from "node:fs";
import path from "node:path";
import type { Value } from "../resolved-stack";
import { problemLines, StackError } from "../stack-error";
import { blocks, labelled, merged, type Block } from "./block";
import { readConfiguration } from "./configuration";
import type { InstalledModules } from "./installed-modules";
import { AWS_NAME, type ModuleCall, type RawModule, type RawResource } from "./raw-module";

/** Where a module is in the tree of modules. */
interface ModulePlace {
  /** Absolute folder of the stack. */
  readonly stack: string;
  /** Folder of the module, relative to the stack's. */
  readonly path: string;
  /** The calls that lead to it from the stack. */
  readonly calls: readonly { readonly name: string; readonly path: string }[];
  readonly installed: InstalledModules;
  /** Collects the absolute folders of all modules. */
  readonly folders: Set<string>;
}

/** The module of a configuration, with all modules that it calls. */
export function rawModule(configuration: Block, place: ModulePlace): RawModule {
  const awsName = awsNameIn(configuration);
  return {
    folder: path.resolve(place.stack, place.path),
    path: place.path,
    resources: [
      ...resources(configuration["resource"], ""),
      ...resources(configuration["data"], "data."),
    ],
    locals: merged(configuration["locals"]),
    variables: declarations(configuration["variable"]),
    outputs: declarations(configuration["output"]),
    awsName,
    awsProviders: labelled(configuration["provider"])
      .filter(([name]) => name === awsName)
      .flatMap(([, body]) => blocks(body)),
    moduleCalls: labelled(configuration["module"]).map(([name, body]) =>
      moduleCall(name, merged(body), place),
    ),
  };
}

/** @see https://developer.hashicorp.com/terraform/language/providers/requirements#local-names */
function awsNameIn(configuration: Block): string {
  const required = merged(merged(configuration["terraform"])["required_providers"]);
  const isAws = (requirement: Value) =>
    /(?:^|\/)hashicorp\/aws$/i.test(String(merged(requirement)["source"]));
  return Object.keys(required).find((name) => isAws(required[name] ?? null)) ?? AWS_NAME;
}

function resources(types: Value | undefined, prefix: string): RawResource[] {
  return labelled(types).flatMap(([type, named]) =>
    labelled(named).map(([name, block]) => ({
      address: `${prefix}${type}.${name}`,
      type: `${prefix}${type}`,
      name,
      block: merged(block),
    })),
  );
}

function declarations(value: Value | undefined): Record<string, Block> {
  return Object.fromEntries(labelled(value).map(([name, body]) => [name, merged(body)]));
}

/** A module that can't be read doesn't stop the stack: only what needs the module fails. */
function moduleCall(name: string, block: Block, caller: ModulePlace): ModuleCall {
  const address = [...caller.calls, { name }].map((call) => `module.${call.name}`).join(".");
  try {
    return { name, block, module: calledModule(name, block, caller) };
  } catch (error) {
    const problems = problemLines(error).map((problem) => `${address}: ${problem}`);
    return { name, block, module: new StackError(problems.join("\n")) };
  }
}

/** @see https://developer.hashicorp.com/terraform/language/modules/sources */
function calledModule(name: string, block: Block, caller: ModulePlace): RawModule {
  const { source, version } = block;
  if (typeof source !== "string") {
    throw new StackError(`source is ${JSON.stringify(source)}; expected a string`);
  }
  const names = [...caller.calls.map((call) => call.name), name];
  const isLocal = /^\.\.?\//.test(source);
  const folder = isLocal
    ? path.join(caller.path, source)
    : path.normalize(
        caller.installed.folderOf(names, {
          source,
          version: typeof version === "string" ? version : undefined,
        }),
      );
  const called = removeSlashAtEnd(folder);
  const calls = [...caller.calls, { name, path: called }];
  if ([".", ...caller.calls.map((call) => call.path)].includes(called)) {
    const way = calls.map((call) => `module.${call.name} (${call.path})`).join(" -> ");
    throw new StackError(`the module calls itself: ${way}`);
  }
  const absolute = path.resolve(caller.stack, called);
  caller.folders.add(absolute);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StackError(
      `the folder of its source ${JSON.stringify(source)}, ${absolute}, is missing`,
    );
  }
  return rawModule(readConfiguration(absolute), { ...caller, path: called, calls });
}

function removeSlashAtEnd(folder: string): string {
  return folder.replace(/(?<=.)\/$/, "");
}
