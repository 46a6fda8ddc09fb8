import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readStack, ResolvedStack, ResolveOptions, resolveStack } from "../../../local/terraform";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A stack's folder with this text as its cdk.tf.json. */
export function stackFolder(text: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "stack-"));
  folders.push(folder);
  writeFileSync(path.join(folder, "cdk.tf.json"), text);
  return folder;
}

/** The stack that this Terraform JSON resolves to. */
export function resolved(json: unknown, options: Partial<ResolveOptions> = {}): ResolvedStack {
  return resolveStack(readStack(stackFolder(JSON.stringify(json))), {
    apiUrl: () => "http://127.0.0.1:3000",
    environment: {},
    ...options,
  });
}

/** What the text, as a value in Terraform's JSON, comes to. */
export function valueOf(
  text: string,
  more: object = {},
  options: Partial<ResolveOptions> = {},
  resources: object = {},
) {
  const resource = { ...resources, some_thing: { it: { value: text } } };
  return resolved({ resource, ...more }, options)
    .ofType("some_thing")[0]
    ?.value("value");
}
