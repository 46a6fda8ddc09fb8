import type { Construct } from "constructs";
import type { Kinds } from "../../core/props";
import { checkConstructProps, checkPropsOfNew, required, string, strings } from "../../core/props";
import { Function } from "../function";
import { COMMON_KINDS, commonProps, RUNTIME_KIND } from "../function-kinds";
import type { CommonProps, FunctionProps } from "../function-props";
import { Runtime } from "../runtime";
import { PythonCode } from "./python-code";

/** Props of `PythonFunction`. */
export interface PythonFunctionProps extends CommonProps {
  /**
   * The folder of the code, e.g. `lambda-src/orders`, with its packages in `requirements.txt`, or in
   * `pyproject.toml` and `uv.lock` or `poetry.lock` (Poetry 2 or later; only the group `main`, without
   * extras). A relative path starts at the project's root.
   */
  readonly entry: string;
  /**
   * The file of the handler, from the folder on.
   * @default "index.py"
   */
  readonly index?: string;
  /**
   * Name of the handler in that file. One that the file doesn't define causes a warning.
   * @default "handler"
   */
  readonly handler?: string;
  /**
   * Version of Python.
   * @default Runtime.PYTHON_3_13
   */
  readonly runtime?: Runtime;
  /**
   * Glob patterns of files and folders of the entry to leave out, as of `Code.fromAsset`.
   * @default none
   */
  readonly exclude?: readonly string[];
}

const KINDS: Kinds<PythonFunctionProps> = {
  ...COMMON_KINDS,
  entry: required(string),
  index: string,
  handler: string,
  runtime: RUNTIME_KIND,
  exclude: strings,
};

/**
 * A Lambda function in Python with the packages that it needs. pip installs them as wheels for the
 * function's architecture when the stack is synthesised, once per content of the requirements.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
 */
export class PythonFunction extends Function {
  /**
   * @throws if a prop is missing or AWS would refuse it. The synthesis to disk fails if the packages
   * can't be installed.
   */
  constructor(scope: Construct, id: string, props: PythonFunctionProps) {
    checkPropsOfNew(scope, id, props, KINDS);
    super(scope, id, functionProps(props));
    checkConstructProps(this, PythonFunction, props, KINDS);
  }
}

function functionProps(props: PythonFunctionProps): FunctionProps {
  const { entry, index = "index.py", handler = "handler", exclude = [] } = props;
  const { runtime = Runtime.PYTHON_3_13 } = props;
  const module = index.replace(/\.py$/, "").replaceAll("/", ".");
  return {
    ...commonProps(props),
    runtime,
    handler: `${module}.${handler}`,
    code: new PythonCode({ entry, index, handler, exclude }),
  };
}
