import { blocksOf, PAGES } from "./pages";

/** The code blocks of all documents with an info string, e.g. `sh` or `ts test`. */
export function blocks(info: string): string[] {
  return PAGES.flatMap(blocksOf).flatMap((block) => (block.info === info ? [block.text] : []));
}

/** The commands of the shell blocks, and the comments behind them. */
export function commands(): { readonly command: string; readonly comment: string }[] {
  return blocks("sh")
    .flatMap((text) => text.trim().split("\n"))
    .flatMap((line) => {
      const [command = "", comment = ""] = line.split(/\s+# ?/);
      return command.split(" && ").map((part) => ({ command: part, comment }));
    });
}
