import { readFileSync } from "node:fs";
import path from "node:path";
import { configurationFilesIn } from "./configuration-files";
import type { RawModule } from "./raw-module";

const MODULE = /^module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\./;
const RESOURCE = /^(data\.)?(\w+)\.([\w-]+)/;
/** A message about a resource or a part of it. */
const MESSAGE = /^((?:module\.|data\.|aws_)(?:\[[^\]]*\]|[^:\s[])*)(: .*)$/s;

/** An address in the list below a message. */
const LISTED = /(?<=^ {2})(?:module\.|data\.|aws_)(?:\[[^\]]*\]|[^:\s[])*$/gm;

/** Adds the file and line to the addresses in HCL that a message starts with, or lists below it. */
export function located(stack: RawModule, message: string): string {
  const [, address, rest = ""] = MESSAGE.exec(message) ?? [];
  return address === undefined
    ? message.replace(LISTED, (listed) => withLocation(stack, listed))
    : withLocation(stack, address) + rest;
}

function withLocation(stack: RawModule, address: string): string {
  const location = locationOf(stack, address);
  return location === undefined ? address : `${address} (${location})`;
}

/** Relative to the stack's folder: `modules/api/main.tf:12`. Undefined for JSON. */
function locationOf(stack: RawModule, address: string): string | undefined {
  const { module, rest } = moduleAt(stack, address);
  const [, data, type, name] = RESOURCE.exec(rest) ?? [];
  const header = new RegExp(
    `^[^\\S\\n]*${data ? "data" : "resource"}\\s+"?${type}"?\\s+"?${name}"?\\s*\\{`,
    "m",
  );
  for (const file of configurationFilesIn([module.folder]).filter((found) => /\.tf$/.test(found))) {
    const text = readFileSync(file, "utf8");
    const at = text.search(header);
    if (at >= 0) {
      return `${path.relative(stack.folder, file)}:${text.slice(0, at).split("\n").length}`;
    }
  }
  return undefined;
}

function moduleAt(module: RawModule, address: string): { module: RawModule; rest: string } {
  const [call = "", name] = MODULE.exec(address) ?? [];
  const called = module.moduleCalls.find((candidate) => candidate.name === name)?.module;
  if (called === undefined || called instanceof Error) {
    return { module, rest: address };
  }
  return moduleAt(called, address.slice(call.length));
}
