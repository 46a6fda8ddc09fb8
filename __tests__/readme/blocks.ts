import { blocksIn, blocksOf, PAGES, section } from "./pages";

/** The code blocks of all documents with an info string, e.g. `sh` or `ts test`. */
export function blocks(info: string): string[] {
  return PAGES.flatMap(blocksOf).flatMap((block) => (block.info === info ? [block.text] : []));
}

/** A command of a document, and the comment behind it. */
export interface Command {
  readonly command: string;
  readonly comment: string;
}

/** The commands of all shell blocks. */
export function commands(): Command[] {
  return commandsIn(blocks("sh"));
}

/** The commands of one section of a page. @param page of the project. @default the root README */
export function commandsUnder(heading: string, page = "README.md"): Command[] {
  const shell = blocksIn(section(page, heading)).filter(({ info }) => info === "sh");
  return commandsIn(shell.map(({ text }) => text));
}

function commandsIn(shellBlocks: readonly string[]): Command[] {
  return shellBlocks
    .flatMap((text) => text.trim().split("\n"))
    .flatMap((line) => {
      const [command = "", comment = ""] = line.split(/\s+# ?/);
      return command.split(" && ").map((part) => ({ command: part, comment }));
    });
}
