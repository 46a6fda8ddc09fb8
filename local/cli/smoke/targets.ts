import { existsSync } from "node:fs";
import { literalPattern } from "../../literal-pattern";
import { namedTexts } from "../../testing/outputs-file";
import { UsageError } from "../command";
import type { ApiChecks } from "./checks";

type Apis = Readonly<Record<string, ApiChecks>>;

/** Where an API is; without a URL, why it isn't checked. */
export type Target =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "not given" }
  | { readonly kind: "not found"; readonly reason: string };

/**
 * Finds the URL of each API in what the command line names: `API=URL`, an outputs file of
 * `cdktf deploy --outputs-file`, `cdktf output` or `terraform output -json`, or the endpoints file
 * of the local runner.
 * @throws UsageError if a word names an API without checks
 * @throws Error if a file can't be read or has several URLs for one API
 */
export function findTargets(words: readonly string[], apis: Apis): ReadonlyMap<string, Target> {
  const given = new Map<string, string>();
  const files: UrlFile[] = [];
  for (const word of words) {
    const [, name, url] = /^([\w-]+)=((?:https?|wss?):\/\/.+)$/.exec(word) ?? [];
    if (name === undefined || url === undefined) {
      files.push(readUrls(word));
    } else if (name in apis) {
      given.set(name, url);
    } else {
      const allowed = Object.keys(apis).join(", ");
      throw new UsageError(`${word}: there are no checks for ${name}; allowed: ${allowed}.`);
    }
  }
  return new Map(
    Object.entries(apis).map(([name, api]) => [name, targetOf(api, given.get(name), files)]),
  );
}

function targetOf(api: ApiChecks, given: string | undefined, files: readonly UrlFile[]): Target {
  const url = given ?? files.map((file) => urlIn(file, api)).find((found) => found !== undefined);
  if (url !== undefined) {
    return { kind: "url", url: url.replace(/\/+$/, "") };
  }
  const wanted = [
    api.output === undefined ? [] : `the output ${JSON.stringify(api.output)}`,
    api.address === undefined ? [] : `the endpoint ${api.address}`,
  ].flat();
  if (files.length === 0 || wanted.length === 0) {
    return { kind: "not given" };
  }
  const there = files.flatMap(({ urls }) => urls.map(([name]) => name)).join(", ") || "none";
  const names = files.map(({ file }) => file).join(", ");
  const reason = `${names} has no URL for ${wanted.join(" or ")}; available: ${there}`;
  return { kind: "not found", reason };
}

interface UrlFile {
  readonly file: string;
  readonly urls: readonly (readonly [name: string, url: string])[];
}

function readUrls(file: string): UrlFile {
  if (!existsSync(file)) {
    throw new UsageError(
      `${file} is neither a file nor API=URL; a URL begins with http://, https://, ws:// or wss://.`,
    );
  }
  const urls = namedTexts(file).filter(([, text]) => /^(https?|wss?):/.test(text));
  return { file, urls };
}

function urlIn({ file, urls }: UrlFile, { output, address }: ApiChecks): string | undefined {
  const wanted = address === undefined ? undefined : globOf(address);
  const found = urls.filter(([name]) => name === output || wanted?.test(name));
  const different = new Set(found.map(([, url]) => url));
  if (different.size > 1) {
    const list = found.map(([name, url]) => `${name} (${url})`).join(", ");
    throw new Error(`${file} has several URLs for one API: ${list}. Pass API=URL.`);
  }
  return found[0]?.[1];
}

/** `*` stands for any text. */
function globOf(address: string): RegExp {
  return new RegExp(`^${address.split("*").map(literalPattern).join(".*")}$`);
}
