import { refuse } from "../../common/refuse";
import type { Prepare } from "./authorize";

/** COGNITO_USER_POOLS: the request carries a token of a user pool. */
export const userPools: Prepare<"COGNITO_USER_POOLS"> = ({ authorizer }) =>
  refuse(
    authorizer.address,
    "type",
    authorizer.type,
    "The local runner doesn't verify tokens yet.",
  );
