import { loadParser } from "../gateway/common/velocity/parse";
import { probeInterpretersEarly } from "../lambda/code/interpreter";

/** Does early what most stacks need later, while something else builds the stack. */
export function warmUp(): void {
  probeInterpretersEarly();
  loadParser();
}
