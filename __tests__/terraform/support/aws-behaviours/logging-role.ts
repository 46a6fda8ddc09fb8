import type { AwsBehaviour } from "./behaviour";

/**
 * The Terraform provider removes the account's logging role by a change without a value. AWS takes
 * that for an empty one; moto 5.2 fails on it.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html
 */
export function removableLoggingRole(): AwsBehaviour {
  return {
    before: (request) => {
      if (request.method !== "PATCH" || request.path !== "/account") {
        return request;
      }
      const { patchOperations } = JSON.parse(request.body.toString()) as {
        patchOperations: readonly object[];
      };
      const whole = patchOperations.map((operation) => ({ value: "", ...operation }));
      return { ...request, body: Buffer.from(JSON.stringify({ patchOperations: whole })) };
    },
  };
}
