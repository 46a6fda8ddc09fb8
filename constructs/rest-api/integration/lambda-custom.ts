import type { IFunction } from "../../lambda";
import type { Integration, IntegrationObject, IntegrationContext } from "./integration";
import type { InvocationProps } from "./invocation";
import { invocation } from "./invocation";
import type { MappingProps } from "./mapping";
import { mapping } from "./mapping";
import { checkProps } from "../../core/props";
import { LAMBDA_CUSTOM_KINDS } from "./prop-kinds";

/**
 * Invokes a function; templates map its event, response and errors.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export class LambdaCustomIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly fn: IFunction,
    private readonly props: InvocationProps & MappingProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    checkProps(
      context.api,
      this.props,
      LAMBDA_CUSTOM_KINDS,
      (prop) => `${prop} of ${context.method}`,
    );
    return {
      type: "aws",
      ...invocation(context, this.fn, this.props),
      ...mapping(context, this.props),
    };
  }
}
