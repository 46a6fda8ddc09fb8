import { awsService } from "./aws-service";
import type { IntegrationKind } from "./integration-kind";
import { lambdaCustom } from "./lambda-custom";
import { LAMBDA_URI } from "./settings";

/** AWS: calls a Lambda function or another AWS service, with mappings. */
export const aws: IntegrationKind = {
  isTraced: true,
  prepare(integration, services) {
    const kind = LAMBDA_URI.test(integration.uri ?? "") ? lambdaCustom : awsService;
    return kind.prepare(integration, services);
  },
};
