export type {
  AuthorizerResource,
  BuiltInAuthorizer,
  HttpRouteAuthorizer,
  HttpRouteAuthorizerConfig,
} from "./authorizer";
export { HttpIamAuthorizer } from "./http-iam-authorizer";
export { HttpJwtAuthorizer, type HttpJwtAuthorizerProps } from "./http-jwt-authorizer";
export { HttpNoneAuthorizer } from "./http-none-authorizer";
