export { accessText, isPublic, type Access, type Authorization } from "./access";
export type {
  AcceptedKey,
  ApiDescription,
  CorsDescription,
  DataStoreDescription,
  DomainDescription,
  EventSourceDescription,
  FunctionDescription,
  GatewayResponseDescription,
  RouteDescription,
  StackDescription,
  StageDescription,
  Subscription,
  Throttle,
  UsagePlanDescription,
} from "./description";
export { describeStack } from "./describe-stack";
export type { Grant } from "./grant";
export { emptySide, sideOf, type Side } from "./side";
