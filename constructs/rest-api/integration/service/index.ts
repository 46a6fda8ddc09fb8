export { AwsIntegration, type AwsIntegrationProps } from "./aws-integration";
export { DynamoDbIntegration, type DynamoDbIntegrationProps, type ITable } from "./dynamodb";
export { EventBridgeIntegration, type EventBridgeIntegrationProps } from "./event-bridge";
export { KinesisIntegration, type KinesisIntegrationProps } from "./kinesis";
export { S3Integration, type IBucket, type S3IntegrationProps } from "./s3";
export type { ServiceIntegrationProps } from "./service-props";
export { SnsIntegration, type ITopic, type SnsIntegrationProps } from "./sns";
export { SqsIntegration, type INamedQueue, type SqsIntegrationProps } from "./sqs";
export { StepFunctionsIntegration, type StepFunctionsIntegrationProps } from "./step-functions";
