import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import { checkKind, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { HttpServiceIntegrationProps } from "./service-integration";
import { SERVICE_KINDS, serviceIntegration } from "./service-integration";

/**
 * What an integration needs of an event bus, such as a `CloudwatchEventBus` of the AWS provider, or a
 * `DataAwsCloudwatchEventBus` named `default`.
 */
export interface IEventBus {
  readonly arn: string;
  readonly name: string;
}

/** Props of `HttpEventBridgeIntegration`. */
export interface HttpEventBridgeIntegrationProps extends HttpServiceIntegrationProps {
  /** Source of the events: plain text, or like `$request.header.source`. */
  readonly source: string;
  /** Type of the events' detail: plain text, or like `$request.path.type`. */
  readonly detailType: string;
}

/**
 * Puts an event on an event bus; its detail is the request's body. A rejected event is a 200 with
 * `FailedEntryCount` 1. The role of the integration may do only this, on this bus.
 */
export class HttpEventBridgeIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly eventBus: IEventBus,
    private readonly props: HttpEventBridgeIntegrationProps,
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    const { eventBus, props } = this;
    const kinds = { ...SERVICE_KINDS, source: required(string), detailType: required(string) };
    return serviceIntegration(api, props, kinds, () => {
      checkKind(api, "event bus of the integration", eventBus, EVENT_BUS_KIND);
      return {
        subtype: "EventBridge-PutEvents",
        required: ["Detail", "DetailType", "Source"],
        optional: ["EventBusName", "Resources", "Time", "TraceHeader"],
        own: {
          Detail: "$request.body",
          DetailType: props.detailType,
          Source: props.source,
          EventBusName: eventBus.name,
        },
        access: { actions: ["events:PutEvents"], resources: [eventBus.arn] },
      };
    });
  }
}

const EVENT_BUS_KIND = required(resourceKind("eventBus", "arn", "name"));
