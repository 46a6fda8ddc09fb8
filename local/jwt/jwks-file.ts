import { readFileSync } from "node:fs";
import { KeySet } from "./key-set";

/** @throws Error that names the file if it can't be read, or isn't a JSON Web Key Set */
export function readKeySet(file: string): KeySet {
  try {
    return new KeySet(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${file} can't be read as a JSON Web Key Set: ${message}`, { cause: error });
  }
}
