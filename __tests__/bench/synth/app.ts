import { EnvironmentStack } from "../../../constructs/environment";
import { SystemsStack } from "../../../main";
import type { Build, Pair } from "./apis";
import { byHand } from "./by-hand";
import { synthesise } from "./compare";

/** The app's stack dev, and the same resources by the providers' classes. */
export function appStack(folder: string): Pair {
  const ours: Build = (app) => void new SystemsStack(app, "dev");
  const make = byHand(synthesise(ours, folder));
  const raw: Build = (app) => {
    make(new EnvironmentStack(app, "dev", { app: "web-api", region: "us-east-1" }));
  };
  return { ours, raw };
}
