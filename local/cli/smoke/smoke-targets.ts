import { namedTexts } from "../../testing/outputs-file";

/** Base URL of each system to check. */
export type SmokeTargets = Readonly<Record<string, string>>;

/**
 * Reads the base URLs from what the words of the command line name: `SYSTEM=URL`, an outputs file
 * of `cdktf deploy --outputs-file` (or `cdktf output`), or the endpoints file of the local runner.
 */
export function smokeTargets(words: readonly string[], systems: readonly string[]): SmokeTargets {
  return Object.assign({}, ...words.map((word) => targetsOf(word, systems))) as SmokeTargets;
}

function targetsOf(word: string, systems: readonly string[]): SmokeTargets {
  const pair = /^([a-z0-9_]+)=(https?:\/\/.+)$/.exec(word);
  if (!pair?.[1] || !pair[2]) {
    return targetsOfFile(word, systems);
  }
  if (!systems.includes(pair[1])) {
    throw new Error(`${word}: there is no such system; allowed: ${systems.join(", ")}.`);
  }
  return { [pair[1]]: pair[2] };
}

function targetsOfFile(file: string, systems: readonly string[]): SmokeTargets {
  const entries = namedTexts(file);
  const targets: Record<string, string> = {};
  for (const system of systems) {
    // A Terraform address begins with the construct's path, which may contain "_" or "-".
    const stage = new RegExp(`^aws_api\\w*_stage\\.${system.replace(/_/g, "[-_]")}_`);
    // A WebSocket API's URL is in the page of its system.
    const found = entries.find(
      ([name, url]) => name === `${system}_url` || (stage.test(name) && /^https?:/.test(url)),
    );
    if (found) {
      targets[system] = found[1];
    }
  }
  if (Object.keys(targets).length === 0) {
    throw new Error(
      `${file} has no URL of a system. Pass the file that "cdktf deploy --outputs-file" or ` +
        `"npm start -- --endpoints-file" wrote.`,
    );
  }
  return targets;
}
