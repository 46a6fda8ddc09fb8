import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root";

const PAGES = ["README.md", "constructs/README.md"];

/** The code blocks of the READMEs in a language, e.g. `sh`, or a language and a word, e.g. `ts test`. */
export function blocks(info: string): string[] {
  const text = PAGES.map((page) => readFileSync(path.join(ROOT, page), "utf8")).join("\n");
  const fences = text.matchAll(/^```(?<info>[^\n]+)\n(?<text>.*?)^```$/gms);
  return [...fences].flatMap(({ groups }) =>
    groups?.info === info && groups.text !== undefined ? [groups.text] : [],
  );
}

/** The commands of the shell blocks, without what a `#` says of them. */
export function commands(): { readonly command: string; readonly comment: string }[] {
  return blocks("sh")
    .flatMap((text) => text.trim().split("\n"))
    .flatMap((line) => {
      const [command = "", comment = ""] = line.split(/\s+# ?/);
      return command.split(" && ").map((part) => ({ command: part, comment }));
    });
}
