import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ISynthesisSession } from "cdktf";
import { TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import type { CodeFile } from "./code-folder";

/** A file that is written next to the code, with a path in the stack's folder. */
export interface WrittenFile {
  readonly name: string;
  readonly content: (session: ISynthesisSession) => string;
}

/**
 * Copies code into the stack's folder at synth, which makes the folder self-contained.
 * @param filesOf - the files to copy in a synthesis
 * @param written - a file to write as well
 */
export function copyOnSynth(
  scope: Construct,
  to: string,
  filesOf: (session: ISynthesisSession) => readonly CodeFile[],
  written?: WrittenFile,
): void {
  addCustomSynthesis(scope, {
    onSynthesize(session) {
      const { outdir, manifest } = session;
      const files = filesOf(session);
      const { workingDirectory } = manifest.forStack(TerraformStack.of(scope));
      const stackFolder = path.join(outdir, workingDirectory);
      const target = path.join(stackFolder, to);
      // A file that an earlier synth copied may have been deleted from the source.
      rmSync(target, { recursive: true, force: true });
      for (const file of files) {
        copy(file, path.join(target, file.name));
      }
      if (written) {
        writeFileSync(path.join(stackFolder, written.name), written.content(session));
      }
    },
  });
}

function copy(file: CodeFile, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(file.path, to);
  // The same mode as in the zip, whatever the mode of the source.
  chmodSync(to, 0o755);
}
