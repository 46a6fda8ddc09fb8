import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import type { Construct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { IFunction } from "../function-ref";
import { FunctionUrl } from "./function-url";
import type { FunctionUrlOptions } from "./function-url-options";
import { InvokeMode } from "./function-url-options";

/**
 * Adds the URL of a function or an alias.
 * @param resource - the function, of an alias too
 * @throws if it has one, or AWS would refuse an option
 */
export function addFunctionUrl(
  fn: IFunction & Construct,
  resource: LambdaFunction,
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
  const url = new FunctionUrl(fn, options);
  if (options?.invokeMode === InvokeMode.RESPONSE_STREAM) {
    warnUnlessStreaming(url, resource);
  }
  return url;
}

/**
 * Lambda buffers the response of a managed runtime other than Node.js. A layer may have the Lambda Web
 * Adapter, which streams.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
function warnUnlessStreaming(
  url: FunctionUrl,
  { runtimeInput, layersInput }: LambdaFunction,
): void {
  const runtime = isKnown(runtimeInput) ? runtimeInput : undefined;
  if (runtime === undefined || /^(nodejs|provided)/.test(runtime) || layersInput?.length) {
    return;
  }
  warn(
    url,
    `Lambda doesn't stream responses of ${runtime}: callers get them when they are complete. Use Node.js, a custom runtime or the Lambda Web Adapter, or leave out RESPONSE_STREAM.`,
  );
}
