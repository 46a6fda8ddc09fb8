import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";
import type { IFunction } from "../function-ref";
import { FunctionUrl } from "./function-url";
import type { FunctionUrlOptions } from "./function-url-options";

/** Adds the URL of a function or an alias. @throws if it has one, or AWS would refuse an option */
export function addFunctionUrl(
  fn: IFunction & Construct,
  options: FunctionUrlOptions | undefined,
): FunctionUrl {
  if (fn.node.tryFindChild("FunctionUrl")) {
    refuse(fn, {
      what: "addFunctionUrl()",
      value: "a second URL",
      allowed: "one URL for a function or an alias",
      fix: "Use the existing URL, or add another one to an alias.",
    });
  }
  return new FunctionUrl(fn, options);
}
