import type { ResolvedResource } from "../../../terraform";
import { found, type Context, type ResourceKind } from "../resource-kind";

/**
 * A secret with its value, if the stack sets one.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export const secret: ResourceKind = {
  type: "aws_secretsmanager_secret",
  label: "secret",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(
      client.json("secretsmanager", region, "DescribeSecret", { SecretId: name }),
      "ResourceNotFoundException",
    ),
  create: async (resource, context) => {
    await context.client.json("secretsmanager", context.region, "CreateSecret", {
      Name: resource.string("name"),
      ...valueOf(resource, context),
      // moto takes the end of the ARN from this tag: expressions have seen it already.
      Tags: [{ Key: "_custom_id_", Value: resource.string("arn")?.slice(-6) }],
    });
  },
};

function valueOf(resource: ResolvedResource, { stack }: Context): object {
  const arn = resource.string("arn");
  const version = stack
    .ofType("aws_secretsmanager_secret_version")
    .find((one) => one.string("secret_id") === arn);
  return {
    SecretString: version?.string("secret_string") ?? version?.string("secret_string_wo"),
    SecretBinary: version?.string("secret_binary"),
  };
}
