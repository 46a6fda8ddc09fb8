/**
 * How fast CodeDeploy moves an alias to a new version: at once, one part first (canary), or in equal
 * parts (linear).
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html#deployment-configuration-lambda
 */
export enum LambdaDeploymentConfig {
  ALL_AT_ONCE = "CodeDeployDefault.LambdaAllAtOnce",
  CANARY_10PERCENT_5MINUTES = "CodeDeployDefault.LambdaCanary10Percent5Minutes",
  CANARY_10PERCENT_10MINUTES = "CodeDeployDefault.LambdaCanary10Percent10Minutes",
  CANARY_10PERCENT_15MINUTES = "CodeDeployDefault.LambdaCanary10Percent15Minutes",
  CANARY_10PERCENT_30MINUTES = "CodeDeployDefault.LambdaCanary10Percent30Minutes",
  LINEAR_10PERCENT_EVERY_1MINUTE = "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
  LINEAR_10PERCENT_EVERY_2MINUTES = "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes",
  LINEAR_10PERCENT_EVERY_3MINUTES = "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes",
  LINEAR_10PERCENT_EVERY_10MINUTES = "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes",
}
