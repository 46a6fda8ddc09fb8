import { objectWith } from "../core/props";

/**
 * What an authorizer needs to know about a user pool: a `CognitoUserPool` of the AWS provider, or
 * the same properties of an existing one.
 */
export interface IUserPool {
  /** E.g. `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI`. */
  readonly arn: string;
  /** E.g. `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI`. */
  readonly endpoint: string;
}

/** What an authorizer needs to know about an app client: a `CognitoUserPoolClient`, or its id. */
export interface IUserPoolClient {
  readonly id: string;
}

/** A user pool with the property that an authorizer uses. */
export const userPoolKind = (property: keyof IUserPool) =>
  objectWith("a user pool, e.g. a CognitoUserPool of the AWS provider", property);
