import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root";

/** The README's code blocks of a language, e.g. `sh`, or a language and a word, e.g. `ts test`. */
export function blocks(info: string): string[] {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const fences = readme.matchAll(/^```(?<info>[^\n]+)\n(?<text>.*?)^```$/gms);
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
