import { jsonRequest } from "./json-action";
import type { ServiceAction } from "./service-action";

export const STEP_FUNCTIONS_ACTIONS = {
  "StepFunctions-StartExecution": statesAction("StartExecution", {
    required: ["StateMachineArn"],
    optional: ["Name", "Input"],
    resource: "StateMachineArn",
  }),
  "StepFunctions-StartSyncExecution": statesAction("StartSyncExecution", {
    required: ["StateMachineArn"],
    optional: ["Name", "Input", "TraceHeader"],
    resource: "StateMachineArn",
  }),
  "StepFunctions-StopExecution": statesAction("StopExecution", {
    required: ["ExecutionArn"],
    optional: ["Cause", "Error"],
    resource: "ExecutionArn",
  }),
} satisfies Record<string, ServiceAction>;

/** The members of the API begin with a lower-case letter. */
function statesAction(
  action: string,
  parameters: Pick<ServiceAction, "required" | "optional" | "resource">,
): ServiceAction {
  return {
    service: "states",
    ...parameters,
    iamAction: `states:${action}`,
    request: (values) =>
      jsonRequest(
        "states",
        action,
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
            value,
          ]),
        ),
      ),
  };
}
