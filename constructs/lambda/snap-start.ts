import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";
import type { FunctionProps } from "./function-props";

const RUNTIMES = /^(java(1[1-9]|[2-9]\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d\d))$/;

/**
 * @throws if the runtime, the file system or the size of `/tmp` rules out SnapStart
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes
 */
export function checkSnapStart(scope: IConstruct, props: FunctionProps): void {
  if (props.snapStart !== true) {
    return;
  }
  const { runtime, filesystem, ephemeralStorageSize = 512 } = props;
  const fix = "Leave out snapStart, or change the other prop.";
  if (runtime === undefined || (isKnown(runtime.name) && !RUNTIMES.test(runtime.name))) {
    refuse(scope, {
      what: "runtime with snapStart",
      value: runtime?.name,
      allowed: "Java 11, Python 3.12, .NET 8, and later versions of them",
      fix,
    });
  }
  if (filesystem !== undefined) {
    refuse(scope, {
      what: "filesystem with snapStart",
      value: filesystem.accessPointArn,
      allowed: "none",
      fix,
    });
  }
  if (isKnown(ephemeralStorageSize) && ephemeralStorageSize > 512) {
    refuse(scope, {
      what: "ephemeralStorageSize with snapStart",
      value: ephemeralStorageSize,
      allowed: "512 MB",
      fix,
    });
  }
}
