import { fingerprint } from "./code-files";
import { prepareImage } from "../container/prepared-image";
import type { FunctionConfig } from "../config/function-config";

/** Equal for two functions only if they have the same configuration and the same code. */
export async function identify(config: FunctionConfig): Promise<string> {
  const files = await Promise.all([config.code, ...config.layers].map(fingerprint));
  const image = config.image && (await prepareImage(config.image)).inspected.id;
  return JSON.stringify([config, files, image]);
}
