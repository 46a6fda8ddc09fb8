export { accessText, isPublic, type Access, type Authorization } from "./access";
export type {
  ApiDescription,
  CorsDescription,
  FunctionDescription,
  RouteDescription,
  StackDescription,
  StageDescription,
  Throttle,
} from "./description";
export { describeStack } from "./describe-stack";
export type { Grant } from "./grant";
export { emptySide, sideOf, type Side } from "./side";
