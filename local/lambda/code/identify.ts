import { fingerprint } from "./code-files";
import type { FunctionConfig } from "../config/function-config";

/** Equal for two functions only if they have the same configuration and the same code. */
export async function identify(config: FunctionConfig): Promise<string> {
  const files = await Promise.all([config.code, ...config.layers].map(fingerprint));
  return JSON.stringify([config, files]);
}
