/**
 * Layers that AWS publishes with programs that run beside a function: Lambda Insights, OpenTelemetry,
 * and the extensions for AppConfig, parameters and secrets. The code doesn't need their files.
 */
const EXTENSION =
  /:layer:(LambdaInsightsExtension|AWS-Parameters-and-Secrets-Lambda-Extension|AWS-AppConfig-Extension|aws-otel-|AWSOpenTelemetryDistro)/;

/** JSON of a list of layers without such a layer. */
export const NO_AWS_EXTENSION = new RegExp(`^(?!.*${EXTENSION.source})`, "s");

export function isAwsExtension(layerArn: string): boolean {
  return EXTENSION.test(layerArn);
}

/** Whether a program that starts the runtime is one of such a layer. */
export function isOpenTelemetryWrapper(path: string | undefined): boolean {
  return path !== undefined && /^\/opt\/otel-/.test(path);
}
