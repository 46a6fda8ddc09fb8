import type { IFunction } from "../../lambda";
import type { Integration, IntegrationObject, IntegrationContext } from "./integration";
import type { InvocationProps } from "./invocation";
import { invocation } from "./invocation";
import { checkProps } from "../../core/props";
import { LAMBDA_KINDS } from "./prop-kinds";
import { checkTransferMode, type TransferMode } from "./transfer-mode";

/** Props of `LambdaIntegration`. */
export type LambdaIntegrationProps = InvocationProps & TransferMode;

/**
 * Passes the whole request to a function as its event; the function returns status, headers and body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export class LambdaIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly fn: IFunction,
    private readonly props: LambdaIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    checkProps(context.api, this.props, LAMBDA_KINDS, (prop) => `${prop} of ${context.method}`);
    checkTransferMode(context, this.props);
    // The only behaviour of a proxy integration, set explicitly to show it in the document.
    const passthroughBehavior = "when_no_match";
    return { type: "aws_proxy", passthroughBehavior, ...invocation(context, this.fn, this.props) };
  }
}
