import { readFileSync } from "node:fs";
import path from "node:path";

/** A file that `npm run plan-fixtures` writes. */
export function planFixtureFile(name: string): string {
  return path.join(__dirname, "../local/review/plan/fixtures", `${name}.json`);
}

export function readPlanFixture(name: string): string {
  return readFileSync(planFixtureFile(name), "utf8");
}
