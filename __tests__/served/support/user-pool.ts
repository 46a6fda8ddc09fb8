import type { Upstreams } from "../../../local/testing";
import { TestIssuer } from "../../local/jwt/support/test-issuer";

/** An existing user pool, as constructs take it. */
export const USER_POOL = {
  arn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
  endpoint: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
};

export function createPoolIssuer(): TestIssuer {
  return new TestIssuer(`https://${USER_POOL.endpoint}`);
}

/** Publishes the issuer's configuration and keys. */
export function publishing(issuer: TestIssuer): Upstreams {
  return { [new URL(issuer.url).origin]: ({ url }) => Response.json(issuer.documents()[url]) };
}
