import { Fn } from "cdktf";
import type { IntegratingApi } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpRouteIntegration } from "../integration";
import { checkChoice } from "../../../core/checks";
import { checkKind, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { HttpServiceIntegrationProps, ServiceCall } from "./service-integration";
import { SERVICE_KINDS, serviceIntegration } from "./service-integration";

/** What an integration needs of a state machine, such as an `SfnStateMachine` of the AWS provider. */
export interface IStateMachine {
  readonly arn: string;
}

/** Props of `HttpStepFunctionsIntegration`. */
export interface HttpStepFunctionsIntegrationProps extends HttpServiceIntegrationProps {
  /**
   * What requests do. `StartSyncExecution` waits for the end of an express workflow; `StopExecution`
   * needs the parameter `ExecutionArn`.
   * @default "StartExecution", with the request's body as `Input`
   */
  readonly action?: "StartExecution" | "StartSyncExecution" | "StopExecution";
}

/**
 * Calls AWS Step Functions, by default to start an execution with the request's body as its input.
 * Clients of `StartSyncExecution` parse `output` of the response, which is text. The role of the
 * integration may do only this, with this state machine.
 */
export class HttpStepFunctionsIntegration implements HttpRouteIntegration {
  readonly apiType = "HTTP";

  constructor(
    private readonly stateMachine: IStateMachine,
    private readonly props: HttpStepFunctionsIntegrationProps = {},
  ) {}

  bind(api: IntegratingApi): RouteIntegrationConfig {
    const { stateMachine, props } = this;
    return serviceIntegration(api, props, { ...SERVICE_KINDS, action: string }, () => {
      const { action = "StartExecution" } = props;
      checkKind(api, "state machine of the integration", stateMachine, STATE_MACHINE_KIND);
      checkChoice(api, "action of the integration", action, ACTIONS);
      const subtype = `StepFunctions-${action}`;
      const actions = [`states:${action}`];
      return action === "StopExecution"
        ? { subtype, ...STOP, access: { actions, resources: [executionsOf(stateMachine)] } }
        : {
            subtype,
            required: ["StateMachineArn"],
            optional: ["Name", "Input", ...(action === "StartExecution" ? [] : ["TraceHeader"])],
            own: { StateMachineArn: stateMachine.arn, Input: "$request.body" },
            access: { actions, resources: [stateMachine.arn] },
          };
    });
  }
}

const ACTIONS = ["StartExecution", "StartSyncExecution", "StopExecution"];

const STOP: Omit<ServiceCall, "subtype" | "access"> = {
  required: ["ExecutionArn"],
  optional: ["Cause", "Error"],
  own: {},
};

const STATE_MACHINE_KIND = required(resourceKind("stateMachine", "arn"));

/** The ARNs of a state machine's executions, whose names AWS or the request chooses. */
function executionsOf({ arn }: IStateMachine): string {
  return `${Fn.replace(arn, ":stateMachine:", ":execution:")}:*`;
}
