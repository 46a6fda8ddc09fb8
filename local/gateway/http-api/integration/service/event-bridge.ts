import { jsonParameter, jsonRequest } from "./json-action";
import type { ServiceAction } from "./service-action";

export const EVENT_BRIDGE_ACTIONS = {
  "EventBridge-PutEvents": {
    service: "events",
    required: ["Detail", "DetailType", "Source"],
    optional: ["Time", "EventBusName", "Resources", "TraceHeader"],
    iamAction: "events:PutEvents",
    resource: "EventBusName",
    request: ({ Time, Resources, ...entry }) =>
      jsonRequest("events", "PutEvents", {
        Entries: [
          { ...entry, Time: seconds(Time), Resources: jsonParameter("Resources", Resources) },
        ],
      }),
  },
} satisfies Record<string, ServiceAction>;

/** The API takes seconds since 1970; a parameter may also be a date such as `2026-01-31T12:00:00Z`. */
function seconds(time: string | undefined): number | undefined {
  if (time === undefined) {
    return undefined;
  }
  return Number.isNaN(Number(time)) ? Date.parse(time) / 1000 : Number(time);
}
