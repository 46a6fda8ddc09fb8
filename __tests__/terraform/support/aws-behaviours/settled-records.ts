import type { AwsBehaviour } from "./behaviour";

/**
 * The provider waits 10 to 30 seconds before it asks whether a change of DNS has settled. Here it has
 * at once, and without this part of the response the provider doesn't wait.
 */
export function settledRecords(): AwsBehaviour {
  return {
    after: ({ service }, { body }) =>
      service === "route53"
        ? Buffer.from(body.toString().replace(/<ChangeInfo>[^]*?<\/ChangeInfo>/, ""))
        : body,
  };
}
