import { DEFAULT_ARCHITECTURE } from "./architecture";
import type { FunctionFacts } from "./code/code";
import type { FunctionProps } from "./function-props";
import { Tracing } from "./tracing";
import { escaped } from "../core/literal";

/** Lambda's own, if none is given. */
export const DEFAULT_TIMEOUT_SECONDS = 3;

/** The runtime and the handler, which a container image contains. */
export function runtimeAttributes(facts: FunctionFacts) {
  return facts.packageType === "Image"
    ? { packageType: facts.packageType }
    : { packageType: facts.packageType, runtime: facts.runtime.name, handler: facts.handler };
}

/** The attributes that come from props alone. */
export function plainAttributes(props: FunctionProps) {
  const { ephemeralStorageSize, deadLetterTargetArn, filesystem } = props;
  return {
    description: escaped(props.description),
    architectures: [props.architecture ?? DEFAULT_ARCHITECTURE],
    memorySize: props.memorySize ?? 128,
    timeout: props.timeout?.in("seconds") ?? DEFAULT_TIMEOUT_SECONDS,
    reservedConcurrentExecutions: props.reservedConcurrentExecutions,
    kmsKeyArn: props.kmsKeyArn,
    codeSigningConfigArn: props.codeSigningConfigArn,
    tracingConfig: { mode: props.tracing ?? Tracing.PASS_THROUGH },
    // Set explicitly: removing the attribute would leave the old value in place.
    ephemeralStorage: { size: ephemeralStorageSize ?? 512 },
    deadLetterConfig:
      deadLetterTargetArn === undefined ? undefined : { targetArn: deadLetterTargetArn },
    fileSystemConfig: filesystem && {
      arn: filesystem.accessPointArn,
      localMountPath: filesystem.localMountPath,
    },
    ...(props.snapStart && { snapStart: { applyOn: "PublishedVersions" }, publish: true }),
  };
}
