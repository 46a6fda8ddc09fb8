import type { Construct } from "constructs";
import { checkLength, checkPattern, checkRange } from "../../core/checks";
import { isKnown } from "../../core/known";
import type { Kinds } from "../../core/props";
import { checkProps, mapOf, number, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { AliasOptions } from "./alias-options";

const KINDS: Kinds<AliasOptions> = {
  version: string,
  weights: mapOf(number),
  description: string,
  provisionedConcurrentExecutions: number,
};

const VERSION = {
  pattern: /^\d+$/,
  allowed: 'the number of a published version, e.g. "7"',
  fix: "List the versions with: aws lambda list-versions-by-function --function-name NAME",
};

/** @throws if AWS would refuse the name or an option of an alias */
export function checkAlias(scope: Construct, aliasName: string, options: AliasOptions): void {
  checkAliasName(scope, aliasName);
  checkProps(scope, options, KINDS);
  checkPattern(scope, "version", options.version, VERSION);
  checkLength(scope, "description", options.description, { max: 256 });
  checkRange(scope, "provisionedConcurrentExecutions", options.provisionedConcurrentExecutions, {
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    unit: "execution environments",
  });
  checkWeights(scope, options.weights);
}

/** The name must be known at synth because construct ids contain it. */
function checkAliasName(scope: Construct, aliasName: string): void {
  if (isKnown(aliasName) && /^(?!\d+$)[\w-]{1,128}$/.test(aliasName)) {
    return;
  }
  refuse(scope, {
    what: "aliasName",
    value: aliasName,
    allowed: "1 to 128 letters, digits, _ and -, not only digits, known at synth",
    fix: 'Choose another name, e.g. "live".',
  });
}

function checkWeights(scope: Construct, weights: AliasOptions["weights"]): void {
  if (weights === undefined) {
    return;
  }
  const [[version, weight] = [], ...more] = Object.entries(weights);
  if (version === undefined || weight === undefined || more.length > 0) {
    refuse(scope, {
      what: "weights",
      value: weights,
      allowed: 'one version and its weight, e.g. { "7": 0.9 }',
      fix: "Lambda splits invocations between two versions only; leave it out for one.",
    });
  }
  checkPattern(scope, "version in weights", version, VERSION);
  if (isKnown(weight) && !(weight >= 0 && weight <= 1)) {
    refuse(scope, {
      what: `weight of version ${version}`,
      value: weight,
      allowed: "a number from 0 to 1",
      fix: "Write 0.1 for one of ten invocations.",
    });
  }
}
