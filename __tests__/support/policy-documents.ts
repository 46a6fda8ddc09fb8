/** Blocks of `aws_iam_policy_document`, with all that a statement may hold. */
export const policyDocuments = {
  everything: {
    policy_id: "id",
    statement: [
      {
        sid: "One",
        actions: ["b:1", "a:2", "c:3"],
        resources: ["*"],
        principals: [
          { type: "Service", identifiers: ["lambda.amazonaws.com"] },
          { type: "AWS", identifiers: ["b", "a"] },
        ],
        condition: [
          { test: "StringEquals", variable: "aws:x", values: ["2", "1"] },
          { test: "StringEquals", variable: "aws:y", values: ["<&>"] },
          { test: "StringEquals", variable: "aws:x", values: ["3"] },
          { test: "Bool", variable: "aws:z", values: ["true"] },
        ],
      },
      {
        effect: "Deny",
        not_actions: ["s3:*"],
        not_resources: ["x"],
        not_principals: [{ type: "*", identifiers: ["*"] }],
      },
      { actions: ["x"], principals: [{ type: "AWS", identifiers: ["*"] }] },
    ],
  },
  empty: {},
};
