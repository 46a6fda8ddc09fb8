import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root";
import { blocksOf, fileOf, PAGES, readPage } from "./pages";

const links = PAGES.flatMap((page) =>
  [...readPage(page).matchAll(/\]\((?!https?:)(?<file>[^)#]*)(?:#(?<anchor>[^)]+))?\)/g)].map(
    ({ groups: { file = "", anchor = "" } = {} }) => ({
      page,
      target: file === "" ? page : path.join(path.dirname(page), file),
      anchor,
    }),
  ),
);

test.each(links)("$page links to $target#$anchor, which exists", ({ target, anchor }) => {
  expect(existsSync(path.join(ROOT, target))).toBe(true);
  expect(anchor === "" ? [anchor] : anchors(target)).toContain(anchor);
});

test("the root README links to each of the other documents", () => {
  const targets = links.filter(({ page }) => page === "README.md").map(({ target }) => target);

  expect(targets).toEqual(expect.arrayContaining(PAGES.slice(1)));
});

const FILE = /`(?<file>(?:constructs|local|lambda-src|__tests__|\.github|\.ci)\/[\w./-]+)`/g;
const ownFiles = PAGES.flatMap(blocksOf).map(fileOf);
const files = PAGES.flatMap((page) =>
  [...readPage(page).matchAll(FILE)]
    .map(({ groups: { file = "" } = {} }) => ({ page, file }))
    .filter(({ file }) => !ownFiles.includes(file)),
);

test.each(files)("$page names $file, which exists", ({ file }) => {
  expect(existsSync(path.join(ROOT, file))).toBe(true);
});

/** The anchors that GitHub makes of a page's headings. */
function anchors(page: string): string[] {
  const withoutCode = readPage(page).replaceAll(/^ *```.*?^ *```$/gms, "");
  return [...withoutCode.matchAll(/^#+ (?<heading>.+)$/gm)].map(
    ({ groups: { heading = "" } = {} }) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
  );
}
