/** An integration's uri, its `${stageVariables.NAME}` filled in; none where one isn't set. */
export function fillStageVariables(
  uri: string,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  if (!uri.includes("${stageVariables.")) return uri;
  let isComplete = true;
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
    if (Object.hasOwn(variables, name)) return variables[name] ?? "";
    isComplete = false;
    return "";
  });
  return isComplete ? filled : undefined;
}
