import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient();

export async function handler() {
  try {
    const { AccountUsage } = await lambda.send(new GetAccountSettingsCommand());
    const { TotalCodeSize, FunctionCount } = AccountUsage;
    return success({ TotalCodeSize, FunctionCount });
  } catch (error) {
    console.error(error);
    return failure(error);
  }
}

function success(body) {
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    multiValueHeaders: { "X-Custom-Header": ["My value", "My other value"] },
    isBase64Encoded: false,
    body: JSON.stringify(body),
  };
}

function failure(error) {
  const status = error.$metadata?.httpStatusCode;
  return {
    // A success that can't be read has the status of one.
    statusCode: status >= 400 ? status : 500,
    headers: { "Content-Type": "text/plain", "x-amzn-ErrorType": error.name },
    isBase64Encoded: false,
    body: `${error.name}: ${error.message}`,
  };
}
