import { randomUUID } from "node:crypto";
import { linkSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const OWNER_ONLY = 0o600;

/**
 * A file in the user's own folder, outside every project, for what only this user may read.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function userStateFile(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const state = environment["XDG_STATE_HOME"] || path.join(homedir(), ".local", "state");
  return path.join(state, "cdktf-lambda-api", name);
}

/** Writes a file unless there is one. Two processes may do so at the same time: one of them wins. */
export function createOnce(file: string, content: () => string): void {
  if (exists(file)) {
    return;
  }
  writeWhole(file, content(), (draft) => {
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
  });
}

/** Writes a file in the place of the one that there may be. */
export function replace(file: string, content: string): void {
  writeWhole(file, content, (draft) => renameSync(draft, file));
}

/** Whether no other user can read or has written the file. */
export function isOwnersOnly(file: string): boolean {
  const { mode, uid } = lstatSync(file);
  return (mode & 0o077) === 0 && uid === process.getuid?.();
}

/** Readers find the whole file or none. */
function writeWhole(file: string, content: string, place: (draft: string) => void): void {
  const folder = path.dirname(file);
  const draft = path.join(folder, randomUUID());
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, content, { mode: OWNER_ONLY, flag: "wx" });
    place(draft);
  } catch (error) {
    throw unusable(file, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

function exists(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, cause: unknown): Error {
  const reason = (cause as Error).message;
  const rule = "Set XDG_STATE_HOME to a folder that you may write.";
  return new Error(`${file} can't be created: ${reason}. ${rule}`, { cause });
}
