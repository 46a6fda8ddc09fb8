const MISSING = /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^/']+|aws-sdk)['/]/;
/** Runtimes before nodejs18.x have version 2 of the AWS SDK, the package `aws-sdk`. */
const runtime = (process.env.AWS_EXECUTION_ENV ?? "").replace("AWS_Lambda_", "");
const hasVersion2 = Number(/\d+/.exec(runtime)?.[0]) < 18;

/**
 * A hint for the error that a package of the AWS SDK is missing, which Lambda's runtime has.
 * @param project folder of the stack's project
 * @returns undefined for any other error
 */
function installHint(error, project) {
  const name = MISSING.exec(error?.message)?.[1];
  if (name === undefined || hasVersion2 !== (name === "aws-sdk")) {
    return undefined;
  }
  return `${runtime} has ${name} on Lambda; here neither the stack's project nor the runner has it. Run "npm install --save-dev ${name}" in ${project}, then start the runner again.`;
}

module.exports = { installHint };
