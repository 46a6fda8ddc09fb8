import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import { checkKind, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { HttpServiceIntegrationProps } from "./service-integration";
import { SERVICE_KINDS, serviceIntegration } from "./service-integration";

/** What an integration needs of a data stream, such as a `KinesisStream` of the AWS provider. */
export interface IStream {
  readonly arn: string;
  readonly name: string;
}

/** Props of `HttpKinesisIntegration`. */
export interface HttpKinesisIntegrationProps extends HttpServiceIntegrationProps {
  /** Key that chooses the shard, like `$request.path.id`. */
  readonly partitionKey: string;
  /**
   * The record, which must be base64: an HTTP API can't encode it.
   * @default "$request.body"
   */
  readonly data?: string;
}

/**
 * Puts a record, the request's body in base64, on a data stream. The role of the integration may do
 * only this, with this stream.
 */
export class HttpKinesisIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly stream: IStream,
    private readonly props: HttpKinesisIntegrationProps,
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    const { stream, props } = this;
    const kinds = { ...SERVICE_KINDS, partitionKey: required(string), data: string };
    return serviceIntegration(api, props, kinds, () => {
      checkKind(api, "stream of the integration", stream, STREAM_KIND);
      return {
        subtype: "Kinesis-PutRecord",
        required: ["StreamName", "Data", "PartitionKey"],
        optional: ["ExplicitHashKey", "SequenceNumberForOrdering"],
        own: {
          StreamName: stream.name,
          Data: props.data ?? "$request.body",
          PartitionKey: props.partitionKey,
        },
        access: { actions: ["kinesis:PutRecord"], resources: [stream.arn] },
      };
    });
  }
}

const STREAM_KIND = required(resourceKind("stream", "arn", "name"));
