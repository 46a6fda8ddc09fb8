import type { IFunction } from "../../lambda";
import type { Integration, IntegrationObject, IntegrationSite } from "./integration";
import type { InvocationProps } from "./invocation";
import { invocation } from "./invocation";
import type { MappingProps } from "./mapping";
import { mapping } from "./mapping";

/**
 * A function whose event, answer and errors are mapped by templates.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export class LambdaCustomIntegration implements Integration {
  constructor(
    private readonly fn: IFunction,
    private readonly props: InvocationProps & MappingProps = {},
  ) {}

  bind(site: IntegrationSite): IntegrationObject {
    return {
      type: "aws",
      ...invocation(site, this.fn, this.props),
      ...mapping(site, this.props),
    };
  }
}
