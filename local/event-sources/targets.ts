export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether an event is sent to a function, not to a queue, topic or event bus. */
export function isFunction(arn: string): boolean {
  return arn.split(":")[2] === "lambda";
}
