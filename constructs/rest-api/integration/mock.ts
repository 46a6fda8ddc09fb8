import type { Integration, IntegrationObject, IntegrationContext } from "./integration";
import type { MappingProps } from "./mapping";
import { mapping } from "./mapping";
import { checkProps } from "../../core/props";
import { MAPPING_KINDS } from "./prop-kinds";

/**
 * API Gateway responds without a backend, with the status code that the request template returns.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export class MockIntegration implements Integration {
  readonly apiType = "REST";

  /** @param props - without request templates, every `application/json` request gets a 200 */
  constructor(private readonly props: MappingProps = {}) {}

  bind(context: IntegrationContext): IntegrationObject {
    checkProps(context.api, this.props, MAPPING_KINDS, (prop) => `${prop} of ${context.method}`);
    const requestTemplates = { "application/json": '{"statusCode": 200}' };
    return { type: "mock", ...mapping(context, { requestTemplates, ...this.props }) };
  }
}
