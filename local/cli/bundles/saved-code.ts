import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CodeCopy, ServedCode } from "../../lambda";
import type { ServedBundle } from "./bundle-files";
import { isBesideInputs, readBundles, reads } from "./bundle-files";
import { Bundler } from "./bundler";

/** What was saved since the last look. */
export interface Saved {
  readonly files: readonly string[];
  /** Those among them that weren't there before. */
  readonly added: ReadonlySet<string>;
}

/**
 * Takes saved code over into a stack, as the app would when it synthesises. Only what surely is code
 * is taken over: what else belongs into a package is for the app to decide.
 */
export class SavedCode {
  private readonly bundler: Bundler;

  constructor(private readonly project: string) {
    this.bundler = new Bundler(project);
  }

  /**
   * Copies saved files into the folders that are copies of theirs, and bundles again what was made
   * from them.
   * @returns whether the stack's code has changed; undefined if only the app knows, and then nothing
   * is done. @throws Error if the code can't be bundled
   */
  async takeOver(
    saved: Saved,
    { codeCopies, codeBundles }: ServedCode,
  ): Promise<boolean | undefined> {
    const bundles = readBundles(codeBundles);
    const uses = saved.files.map((file) => this.useOf(file, codeCopies, bundles));
    const isKnown = uses.every(
      ({ file, copies, bundles: readers }) =>
        isFile(file) &&
        readers.every(({ esbuild }) => esbuild) &&
        (copies.length + readers.length > 0 || this.isUnread(file, saved, bundles)),
    );
    if (!isKnown) {
      return undefined;
    }
    for (const { file, copies } of uses) {
      const content = readFileSync(file);
      // The copy's mode stays: the app has chosen it.
      copies.forEach((target) => writeFileSync(target, content));
    }
    const toBundle = new Set(uses.flatMap((use) => use.bundles));
    await Promise.all([...toBundle].map((bundle) => this.bundler.bundle(bundle)));
    return uses.some((use) => use.copies.length + use.bundles.length > 0);
  }

  /** Shortens the first bundling of the code. Never rejects. */
  prepare({ codeBundles }: ServedCode): Promise<void> {
    return this.bundler.prepare(readBundles(codeBundles));
  }

  close(): Promise<void> {
    return this.bundler.close();
  }

  private useOf(file: string, copies: readonly CodeCopy[], bundles: readonly ServedBundle[]) {
    return {
      file,
      copies: copies.flatMap((copy) => counterpart(file, copy, this.project)),
      bundles: bundles.filter((bundle) => reads(bundle, file, this.project)),
    };
  }

  /** A new file could be found by an import that finds another one now. */
  private isUnread(file: string, { added }: Saved, bundles: readonly ServedBundle[]): boolean {
    return !added.has(file) && isBesideInputs(bundles, file, this.project);
  }
}

/** The path of a file in a copy; empty if the copy doesn't have the file. */
function counterpart(file: string, copy: CodeCopy, project: string): string[] {
  const name = path.relative(path.resolve(project, copy.copiedFrom), file);
  const target = path.join(copy.path, name);
  return !name.startsWith("..") && isFile(target) ? [target] : [];
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
