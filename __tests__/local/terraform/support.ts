import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ResolvedStack, ResolveOptions, VariableArgument } from "../../../local/terraform";
import { readStack, resolveStack } from "../../../local/terraform";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

type Files = Readonly<Record<string, string>>;

interface Given {
  readonly files?: Files;
  /** With names of `files`. */
  readonly args?: readonly VariableArgument[];
}

/** A stack's folder with this text as its cdk.tf.json. */
export function stackFolder(text: string, files: Files = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "stack-"));
  folders.push(folder);
  for (const [name, content] of Object.entries({ ...files, "cdk.tf.json": text })) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** The stack that this Terraform JSON resolves to. */
export function resolved(
  json: unknown,
  { files, args = [], ...options }: Partial<ResolveOptions> & Given = {},
): ResolvedStack {
  const folder = stackFolder(JSON.stringify(json), files);
  const variables = args.map((given) =>
    "file" in given ? { file: path.join(folder, given.file) } : given,
  );
  return resolveStack(readStack(folder, { variables }), {
    apiUrl: () => "http://127.0.0.1:3000",
    environment: {},
    ...options,
  });
}

/** The rest of a configuration that holds a value. */
interface Surroundings extends Partial<ResolveOptions>, Given {
  readonly resource?: object;
  readonly data?: object;
  readonly locals?: object;
  readonly variable?: object;
  readonly provider?: object;
}

/** What the text, as a value in Terraform's JSON, comes to. */
export function valueOf(text: string, surroundings: Surroundings = {}) {
  const { resource, data, locals, variable, provider, ...options } = surroundings;
  const it = { value: text };
  const json = { resource: { ...resource, some_thing: { it } }, data, locals, variable, provider };
  // An attribute that is null is none.
  return resolved(json, options).ofType("some_thing")[0]?.value("value") ?? null;
}
