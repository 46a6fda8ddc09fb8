export type { HttpRouteAuthorizer } from "./authorizer";
export { HttpIamAuthorizer } from "./http-iam-authorizer";
export { HttpJwtAuthorizer, type HttpJwtAuthorizerProps } from "./http-jwt-authorizer";
export { HttpLambdaAuthorizer, type HttpLambdaAuthorizerProps } from "./http-lambda-authorizer";
export { HttpNoneAuthorizer } from "./http-none-authorizer";
export {
  HttpUserPoolAuthorizer,
  type HttpUserPoolAuthorizerProps,
} from "./http-user-pool-authorizer";
