import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import type { ServiceIntegrationProps } from "./service-props";
import { BODY_AS_TEXT, SERVICE_KINDS, templateRequest } from "./service-props";

/** Props of `EventBridgeIntegration`. */
export interface EventBridgeIntegrationProps extends ServiceIntegrationProps {
  /** Source of the events: text, in Velocity. */
  readonly source: string;
  /** Type of the events' detail: text, in Velocity. */
  readonly detailType: string;
}

const EVENT_BUS_KIND = required(resourceKind("eventBus", "arn", "name"));

/**
 * Puts an event on an event bus; its detail is the request's body, which must be JSON. A rejected
 * event is a 200 with `FailedEntryCount` 1.
 */
export class EventBridgeIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly eventBus: { readonly arn: string; readonly name: string },
    private readonly props: EventBridgeIntegrationProps,
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `event bus of ${method}`, this.eventBus, EVENT_BUS_KIND);
    const kinds = { ...SERVICE_KINDS, source: required(string), detailType: required(string) };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { source, detailType, ...props } = this.props;
    const { arn, name } = this.eventBus;
    const entry = [
      `"Source": ${JSON.stringify(source)}`,
      `"DetailType": ${JSON.stringify(detailType)}`,
      `"EventBusName": "${name}"`,
      `"Detail": "${BODY_AS_TEXT}"`,
    ];
    return new AwsIntegration({
      service: "events",
      action: "PutEvents",
      allow: { actions: ["events:PutEvents"], resources: [arn] },
      ...templateRequest(`{"Entries": [{${entry.join(", ")}}]}`),
      ...props,
    }).bind(context);
  }
}
