export { isAwsExtension, isOpenTelemetryWrapper } from "./aws-layers";
export { refusals } from "./refusals";
export { unresolved } from "./unresolved";
export { parityWarnings } from "./warnings";
