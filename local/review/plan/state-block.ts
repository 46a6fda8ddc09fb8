import type { Value } from "../../terraform";

type Block = Readonly<Record<string, Value>>;

/**
 * Attributes that a synthesis doesn't have, by type. The files of a function's deployed code aren't
 * on this machine: only their hash is compared. A deployment's ARN begins as its API's.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_function: ["filename"],
  aws_s3_object: ["source"],
  aws_s3_bucket_object: ["source"],
  aws_api_gateway_deployment: ["execution_arn", "invoke_url"],
};

/** The attributes of a resource in a state or plan, as a configuration would have them. */
export function stateBlock(type: string, values: Block): Block {
  const leftOut = LEFT_OUT[type] ?? [];
  return withoutEmpty(
    Object.fromEntries(Object.entries(values).filter(([name]) => !leftOut.includes(name))),
  );
}

/** A provider writes an empty text for what isn't set. In a map it is a value. */
function withoutEmpty(block: Block): Block {
  const entries = Object.entries(block)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(itemWithoutEmpty) : value]);
  return Object.fromEntries(entries) as Block;
}

function itemWithoutEmpty(item: Value): Value {
  return typeof item === "object" && item !== null && !Array.isArray(item)
    ? { ...withoutEmpty(item) }
    : item;
}
