import { spawnSync } from "node:child_process";
import { describeWherePossible } from "./describe-where-possible";

const PROBE = "import importlib.util as u; u.find_spec('moto.server') or exit(1); import flask";

/** Why moto's server can't be started here; undefined if it can. */
export function missingMoto(): string | undefined {
  return spawnSync("python3", ["-c", PROBE]).status === 0
    ? undefined
    : "python3 has no moto server (pip install 'moto[server]')";
}

/** Describes what needs moto's server. */
export function describeWithMoto(title: string, body: () => void): void {
  describeWherePossible(title, missingMoto(), body);
}
