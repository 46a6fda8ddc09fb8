import { invokeRole } from "../../../constructs/api-gateway";
import { synth } from "../lambda/support";
import { aFunction, all, fixture } from "./support";

test("API Gateway's role may invoke just this function, and only API Gateway may assume it", () => {
  const { stack, api, fn } = fixture();

  const role = invokeRole(api, fn);

  const { resource } = synth(stack);
  const policy = resource.aws_iam_role_policy?.[role.policy.friendlyUniqueId];
  const trust = resource.aws_iam_role?.[role.resource.friendlyUniqueId];
  expect(JSON.parse(policy?.policy as string)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: [`\${aws_lambda_function.${fn.resource.friendlyUniqueId}.arn}`],
      },
    ],
  });
  expect(trust?.name).toBe("shop-dev-Api-InvokeRole-Hello");
  // No condition: API Gateway sends no key that AWS documents, and a wrong one denies all requests.
  expect(JSON.parse(trust?.assume_role_policy as string)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "apigateway.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ],
  });
});

test("an API has one role a function, by whichever integration it is asked for", () => {
  const { stack, api, fn } = fixture();
  const before = all(synth(stack), "aws_iam_role").length;

  const roles = [
    invokeRole(api, fn),
    invokeRole(api, fn),
    invokeRole(api, aFunction(stack, "Other")),
  ];

  const functionsOwn = before + 1;
  expect(roles[0]).toBe(roles[1]);
  expect(all(synth(stack), "aws_iam_role")).toHaveLength(functionsOwn + 2);
});
