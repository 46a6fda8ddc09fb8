import { LambdaLayerVersion } from "@cdktf/provider-aws/lib/lambda-layer-version";
import { Construct } from "constructs";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkedElsewhere, checkProps, kind, listOf, string } from "../core/props";
import type { Architecture } from "./architecture";
import { checkSomeFile } from "./code/check-files";
import { archive, assetPath } from "./packaging/archive";
import { codeFiles } from "./packaging/code-folder";
import { checkCodeSize } from "./packaging/code-size";
import { copyOnSynth } from "./packaging/copy-on-synth";
import { Runtime } from "./runtime";
import { checkProviderAccepts } from "./runtime-provider";

/** Options of `LayerVersion.fromAsset`. */
export interface LayerVersionOptions {
  /**
   * The runtimes that the layer is for, shown in the console.
   * @default none is named
   */
  readonly compatibleRuntimes?: readonly Runtime[];
  /**
   * The architectures that the layer is for, shown in the console.
   * @default none is named
   */
  readonly compatibleArchitectures?: readonly Architecture[];
  /**
   * Up to 256 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Glob patterns of files and folders to leave out, as of `Code.fromAsset`.
   * @default none
   */
  readonly exclude?: readonly string[];
}

const KINDS: Kinds<LayerVersionOptions> = {
  compatibleRuntimes: listOf(
    kind("a runtime, e.g. lambda.Runtime.NODEJS_22_X", (value) => value instanceof Runtime),
  ),
  compatibleArchitectures: checkedElsewhere,
  description: string,
  exclude: checkedElsewhere,
};

/**
 * Files that several functions share. Each change makes a new version of the layer.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
 */
export class LayerVersion extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: LambdaLayerVersion;
  /** ARN of the version, for the prop `layers` of functions. */
  readonly layerVersionArn: string;

  /**
   * A folder, whose files functions find below `/opt`: packages are in `python` or
   * `nodejs/node_modules`, programs in `bin` and libraries in `lib`.
   * @param path - the folder; a relative path starts at the project's root
   * @throws if the folder is missing, empty or too large, or AWS would refuse an option
   */
  static fromAsset(
    scope: Construct,
    id: string,
    path: string,
    options: LayerVersionOptions = {},
  ): LayerVersion {
    return new LayerVersion(scope, id, path, options);
  }

  private constructor(scope: Construct, id: string, path: string, options: LayerVersionOptions) {
    super(scope, id);
    checkProps(this, options, KINDS);
    checkLength(this, "description", options.description, { max: 256 });
    const { compatibleRuntimes, compatibleArchitectures, description, exclude = [] } = options;
    const files = codeFiles(this, path, exclude);
    checkSomeFile(this, path, files);
    checkCodeSize(this, path, files);
    const to = assetPath(this);
    copyOnSynth(this, to, () => files);
    this.resource = new LambdaLayerVersion(this, "Resource", {
      ...archive(this, { sourceDir: to }, { copiedFrom: path }),
      layerName: physicalName(this, 64),
      description: escaped(description),
      compatibleRuntimes: compatibleRuntimes?.map(({ name }) => name),
      compatibleArchitectures: compatibleArchitectures && [...compatibleArchitectures],
    });
    for (const runtime of compatibleRuntimes ?? []) {
      checkProviderAccepts(this, "compatibleRuntimes", { resource: this.resource, runtime });
    }
    this.layerVersionArn = this.resource.arn;
  }
}
