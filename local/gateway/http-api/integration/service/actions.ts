import { APP_CONFIG_ACTIONS } from "./app-config";
import { EVENT_BRIDGE_ACTIONS } from "./event-bridge";
import { KINESIS_ACTIONS } from "./kinesis";
import type { ServiceAction } from "./service-action";
import { SQS_ACTIONS } from "./sqs";
import { STEP_FUNCTIONS_ACTIONS } from "./step-functions";

/** The subtypes of integrations. Another service is one more file and one more line. */
export const SERVICE_ACTIONS: Readonly<Record<string, ServiceAction>> = {
  ...APP_CONFIG_ACTIONS,
  ...EVENT_BRIDGE_ACTIONS,
  ...KINESIS_ACTIONS,
  ...SQS_ACTIONS,
  ...STEP_FUNCTIONS_ACTIONS,
};
