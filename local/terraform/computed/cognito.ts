import type { Compute, Computed } from "./compute";
import { arn, idOf } from "./compute";

const poolId: Compute = (pool, { region }) => `${region}_${idOf(pool, 9)}`;

export const cognito: Computed = {
  aws_cognito_user_pool: {
    id: poolId,
    arn: arn("cognito-idp", (pool, context) => `userpool/${String(poolId(pool, context))}`),
    endpoint: (pool, context) =>
      `cognito-idp.${context.region}.amazonaws.com/${String(poolId(pool, context))}`,
  },
  aws_cognito_user_pool_client: { id: (client) => idOf(client, 26) },
};
