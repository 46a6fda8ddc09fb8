export type {
  Authorizer,
  AuthorizerConfig,
  BuiltInAuthorization,
  SchemeAuthorizer,
  SecurityScheme,
} from "./authorizer";
export {
  CognitoUserPoolsAuthorizer,
  type CognitoUserPoolsAuthorizerProps,
} from "./cognito-user-pools-authorizer";
export { IamAuthorizer } from "./iam-authorizer";
export { RequestAuthorizer, type RequestAuthorizerProps } from "./request-authorizer";
export { TokenAuthorizer, type TokenAuthorizerProps } from "./token-authorizer";
