import { checkChoice } from "../../../core/checks";
import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import type { ServiceIntegrationProps } from "./service-props";
import { BODY_AS_TEXT, SERVICE_KINDS, templateRequest } from "./service-props";

/** Props of `StepFunctionsIntegration`. */
export interface StepFunctionsIntegrationProps extends ServiceIntegrationProps {
  /**
   * `StartSyncExecution` waits for the end of an express workflow. A failed execution is a 200 with
   * `status` FAILED.
   * @default "StartExecution"
   */
  readonly action?: "StartExecution" | "StartSyncExecution";
}

const ACTIONS = ["StartExecution", "StartSyncExecution"];
const STATE_MACHINE_KIND = required(resourceKind("stateMachine", "arn"));

/** Starts an execution of a state machine; its input is the request's body, which must be JSON. */
export class StepFunctionsIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly stateMachine: { readonly arn: string },
    private readonly props: StepFunctionsIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `state machine of ${method}`, this.stateMachine, STATE_MACHINE_KIND);
    const kinds = { ...SERVICE_KINDS, action: string };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { action = "StartExecution", ...props } = this.props;
    checkChoice(api, `action of ${method}`, action, ACTIONS);
    const { arn } = this.stateMachine;
    return new AwsIntegration({
      service: "states",
      action,
      allow: { actions: [`states:${action}`], resources: [arn] },
      ...templateRequest(`{"stateMachineArn": "${arn}", "input": "${BODY_AS_TEXT}"}`),
      ...props,
    }).bind(context);
  }
}
