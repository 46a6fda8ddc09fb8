import { found, type ResourceKind } from "../resource-kind";

const VALUES = ["value", "insecure_value", "value_wo"];

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const parameter: ResourceKind = {
  type: "aws_ssm_parameter",
  label: "parameter",
  nameOf: (resource) => resource.string("name") ?? "",
  exists: (name, { client, region }) =>
    found(client.json("ssm", region, "GetParameter", { Name: name }), "ParameterNotFound"),
  create: async (resource, { client, region }) => {
    await client.json("ssm", region, "PutParameter", {
      Name: resource.string("name"),
      Type: resource.string("type"),
      Value: VALUES.map((name) => resource.string(name)).find((value) => value !== undefined),
    });
  },
};
