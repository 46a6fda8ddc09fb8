import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import { SERVICE_KINDS, templateRequest, type ServiceIntegrationProps } from "./service-props";

/** Props of `KinesisIntegration`. */
export interface KinesisIntegrationProps extends ServiceIntegrationProps {
  /**
   * Key that chooses the shard: text, in Velocity.
   * @default "$context.requestId": records are distributed evenly
   */
  readonly partitionKey?: string;
}

const STREAM_KIND = required(resourceKind("stream", "arn", "name"));

/** Puts a record, the request's body, on a data stream. */
export class KinesisIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly stream: { readonly arn: string; readonly name: string },
    private readonly props: KinesisIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `stream of ${method}`, this.stream, STREAM_KIND);
    const kinds = { ...SERVICE_KINDS, partitionKey: string };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { partitionKey = "$context.requestId", ...props } = this.props;
    const { arn, name } = this.stream;
    const data = "$util.base64Encode($input.body)";
    return new AwsIntegration({
      service: "kinesis",
      action: "PutRecord",
      allow: { actions: ["kinesis:PutRecord"], resources: [arn] },
      ...templateRequest(
        `{"StreamName": "${name}", "Data": "${data}", "PartitionKey": ${JSON.stringify(partitionKey)}}`,
      ),
      ...props,
    }).bind(context);
  }
}
