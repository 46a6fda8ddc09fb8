import type { Construct } from "constructs";
import type { Kinds } from "../../core/props";
import { checkConstructProps, checkPropsOfNew, object, required, string } from "../../core/props";
import { Function } from "../function";
import { COMMON_KINDS, commonProps, RUNTIME_KIND } from "../function-kinds";
import type { CommonProps, FunctionProps } from "../function-props";
import { Runtime } from "../runtime";
import { OUTPUT_MODULE, NodejsCode } from "./nodejs-code";
import type { NodejsBundlingOptions } from "./nodejs-bundling-options";

/** Props of `NodejsFunction`. */
export interface NodejsFunctionProps extends CommonProps {
  /**
   * The TypeScript or JavaScript file of the handler, e.g. `lambda-src/notes/index.ts`. A relative
   * path starts at the project's root.
   */
  readonly entry: string;
  /**
   * Name under which the entry exports the handler.
   * @default "handler"
   */
  readonly handler?: string;
  /**
   * Version of Node.js.
   * @default Runtime.NODEJS_22_X
   */
  readonly runtime?: Runtime;
  /**
   * How the code is bundled.
   * @default CommonJS with a source map, not minified, without the AWS SDK
   */
  readonly bundling?: NodejsBundlingOptions;
}

const KINDS: Kinds<NodejsFunctionProps> = {
  ...COMMON_KINDS,
  entry: required(string),
  handler: string,
  runtime: RUNTIME_KIND,
  bundling: object,
};

/**
 * A Lambda function whose TypeScript or JavaScript is bundled with the packages that it imports, by
 * esbuild, when the stack is synthesised. Types aren't checked then: `npm run typecheck` does that.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/typescript-package.html
 */
export class NodejsFunction extends Function {
  /**
   * @throws if a prop is missing or AWS would refuse it. The synthesis to disk fails if the code can't
   * be bundled.
   */
  constructor(scope: Construct, id: string, props: NodejsFunctionProps) {
    checkPropsOfNew(scope, id, props, KINDS);
    super(scope, id, functionProps(props));
    checkConstructProps(this, NodejsFunction, props, KINDS);
  }
}

function functionProps(props: NodejsFunctionProps): FunctionProps {
  const { entry, handler = "handler", runtime = Runtime.NODEJS_22_X, bundling } = props;
  const sourceMaps: Record<string, string> =
    bundling?.sourceMap === false ? {} : { NODE_OPTIONS: "--enable-source-maps" };
  return {
    ...commonProps(props),
    runtime,
    handler: `${OUTPUT_MODULE}.${handler}`,
    code: new NodejsCode({ entry, handler, options: bundling ?? {} }),
    environment: { ...sourceMaps, ...props.environment },
  };
}
