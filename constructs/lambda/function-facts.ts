import type { Construct } from "constructs";
import { refuse } from "../core/refusal";
import { DEFAULT_ARCHITECTURE } from "./architecture";
import type { FunctionFacts } from "./code/code";
import type { FunctionProps } from "./function-props";

/** What the code source needs to know. Refuses a missing or superfluous runtime or handler. */
export function functionFacts(scope: Construct, props: FunctionProps): FunctionFacts {
  const { code, runtime, handler, layers } = props;
  if (code.packageType === "Image") {
    const extra = { runtime: runtime?.name, handler, layers };
    if (Object.values(extra).every((value) => value === undefined)) {
      return { packageType: "Image" };
    }
    refuse(scope, {
      what: "code",
      value: extra,
      allowed: "a container image without runtime, handler and layers",
      fix: "Leave them out, because the image contains them.",
    });
  }
  if (runtime !== undefined && handler !== undefined) {
    const architecture = props.architecture ?? DEFAULT_ARCHITECTURE;
    const hasLayers = (layers ?? []).length > 0;
    return { packageType: "Zip", runtime, handler, architecture, hasLayers };
  }
  refuse(scope, {
    what: runtime === undefined ? "runtime" : "handler",
    value: undefined,
    allowed: "both runtime and handler, except with Code.fromImage",
    fix: "Set both, e.g. lambda.Runtime.PYTHON_3_13 and index.handler.",
  });
}
