import { Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { knownRegion, partition } from "../../core/aws-facts";
import { checkPattern } from "../../core/checks";
import { isKnown } from "../../core/known";
import { isListToken } from "../../core/list-token";
import type { Kinds } from "../../core/props";
import { kind } from "../../core/props";
import { refuse } from "../../core/refusal";
import { Architecture, DEFAULT_ARCHITECTURE } from "../architecture";
import type { FunctionProps } from "../function-props";
import type { PublishedLayers } from "./layer-versions";
import { ADOT, INSIGHTS, PARAMS_AND_SECRETS } from "./layer-versions";

/** Programs of AWS that run beside a function, each from a layer that AWS publishes. */
export interface ExtensionProps {
  /**
   * Lambda Insights: metrics of the CPU, memory and network that invocations use. `true` for version
   * 1.0.273.0, or the ARN of another version of its layer. The role may write to its log group.
   * @default false
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights.html
   */
  readonly insights?: boolean | string;
  /**
   * Traces by the AWS Distro for OpenTelemetry, for Node.js, Python and Java. `true` for the layer of
   * the runtime (Node.js 1.30.1, Python 1.29.0, Java agent 1.32.0), or the ARN of another layer. Sets the
   * environment variable AWS_LAMBDA_EXEC_WRAPPER; the role may write traces. A Node.js handler that
   * esbuild bundles must set `module.exports`, because the layer replaces it.
   * @default false
   * @see https://aws-otel.github.io/docs/getting-started/lambda
   */
  readonly adotInstrumentation?: boolean | string;
  /**
   * The AWS Parameters and Secrets Lambda Extension, a cache at `http://localhost:2773`. `true` for
   * version 1.0.103, or the ARN of another version of its layer. Allow the function to read each
   * parameter and secret, e.g. with `grants.secretsManager`; set its variables by `environment`.
   * @default false
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
   */
  readonly paramsAndSecrets?: boolean | string;
}

const EXTENSION = kind(
  "true, false or the ARN of a layer version",
  (value) => typeof value === "boolean" || typeof value === "string",
);

/** The types of the props. */
export const EXTENSION_KINDS: Kinds<ExtensionProps> = {
  insights: EXTENSION,
  adotInstrumentation: EXTENSION,
  paramsAndSecrets: EXTENSION,
};

type Option = keyof ExtensionProps;

const LAYER_ARN = {
  pattern: /^arn:[^:]+:lambda:[^:]+:\d{12}:layer:[\w-]+:\d+$/,
  allowed: "true, false or the ARN of a layer version",
  fix: "Write it with the number of its version, e.g. arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:45.",
};

/**
 * The layers of the function: its own, and after them those of its extensions.
 * @throws if AWS publishes no such layer for the region, the architecture or the runtime
 */
export function layersOf(scope: IConstruct, props: FunctionProps): string[] | undefined {
  const added = Object.keys(EXTENSION_KINDS).flatMap((name) => {
    const option = name as Option;
    const given = props[option] ?? false;
    if (given === false) {
      return [];
    }
    refuseInImage(scope, option, props);
    if (given === true) {
      return [layerArn(scope, option, props)];
    }
    checkPattern(scope, option, given, LAYER_ARN);
    return [given];
  });
  const { layers = [] } = props;
  if (added.length === 0) {
    return props.layers;
  }
  return isListToken(layers) ? Token.asList(Fn.concat([layers, added])) : [...layers, ...added];
}

/** The environment variable by which the layer of OpenTelemetry starts the runtime. */
export function extensionVariables({
  adotInstrumentation = false,
  runtime,
}: FunctionProps): Record<string, string> {
  if (adotInstrumentation === false) {
    return {};
  }
  const usesInstrument =
    runtime?.family === "python" || String(adotInstrumentation).includes("AWSOpenTelemetryDistro");
  return { AWS_LAMBDA_EXEC_WRAPPER: usesInstrument ? "/opt/otel-instrument" : "/opt/otel-handler" };
}

function refuseInImage(scope: IConstruct, option: Option, { code }: FunctionProps): void {
  if (code.packageType !== "Image") {
    return;
  }
  refuse(scope, {
    what: option,
    value: true,
    allowed: "none for a container image, which can't have layers",
    fix: "Leave it out, and copy the extension into the image.",
  });
}

function layerArn(scope: IConstruct, option: Option, props: FunctionProps): string {
  const region = knownRegion(scope);
  const architecture = props.architecture ?? DEFAULT_ARCHITECTURE;
  const layer = region && isKnown(architecture) && layerIn(region, scope, option, props);
  if (!layer) {
    refuse(scope, {
      what: option,
      value: true,
      allowed: `the ARN of a layer version, because none is known for ${architecture} in ${region ?? "a region that only an apply knows"}`,
      fix: "Find the ARN on the page of the extension, and use it instead of true.",
    });
  }
  return `arn:${partition(scope)}:lambda:${region}:${layer}`;
}

/** The account and the layer version, as in an ARN; undefined if there is none. */
function layerIn(
  region: string,
  scope: IConstruct,
  option: Option,
  props: FunctionProps,
): string | undefined {
  const isArm = (props.architecture ?? DEFAULT_ARCHITECTURE) === Architecture.ARM_64;
  const suffix = isArm ? "-Arm64" : "";
  switch (option) {
    case "insights":
      return published(INSIGHTS, region, isArm, `LambdaInsightsExtension${suffix}`);
    case "paramsAndSecrets": {
      const name = `AWS-Parameters-and-Secrets-Lambda-Extension${suffix}`;
      return published(PARAMS_AND_SECRETS, region, isArm, name);
    }
    case "adotInstrumentation": {
      const name = adotLayer(scope, props).replace("ARCH", isArm ? "arm64" : "amd64");
      return ADOT.regions.includes(region) ? `${ADOT.account}:layer:${name}` : undefined;
    }
  }
}

function published(
  layers: PublishedLayers,
  region: string,
  isArm: boolean,
  name: string,
): string | undefined {
  const layer = layers[region];
  const version = isArm ? layer?.arm64 : layer?.x86_64;
  return layer && version !== undefined ? `${layer.account}:layer:${name}:${version}` : undefined;
}

function adotLayer(scope: IConstruct, { runtime }: FunctionProps): string {
  const [, layer] =
    Object.entries(ADOT.layers).find(([language]) => runtime?.name.startsWith(language)) ?? [];
  return (
    layer ??
    refuse(scope, {
      what: "adotInstrumentation",
      value: true,
      allowed: "the ARN of a layer version, except for Node.js, Python and Java",
      fix: "Find the ARN of the collector's layer at https://aws-otel.github.io/docs/getting-started/lambda.",
    })
  );
}
