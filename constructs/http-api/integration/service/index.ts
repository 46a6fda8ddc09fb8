export {
  HttpAppConfigIntegration,
  type AppConfiguration,
  type HttpAppConfigIntegrationProps,
} from "./http-app-config-integration";
export {
  HttpEventBridgeIntegration,
  type HttpEventBridgeIntegrationProps,
  type IEventBus,
} from "./http-event-bridge-integration";
export {
  HttpKinesisIntegration,
  type HttpKinesisIntegrationProps,
  type IStream,
} from "./http-kinesis-integration";
export {
  HttpSqsIntegration,
  type HttpSqsIntegrationProps,
  type IQueue,
} from "./http-sqs-integration";
export {
  HttpStepFunctionsIntegration,
  type HttpStepFunctionsIntegrationProps,
  type IStateMachine,
} from "./http-step-functions-integration";
export type { HttpServiceIntegrationProps } from "./service-integration";
