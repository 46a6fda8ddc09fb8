/** Fills in `${stageVariables.NAME}`. Undefined if a variable isn't set. */
export function fillStageVariables(
  uri: string,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  if (!uri.includes("${stageVariables.")) {
    return uri;
  }
  let isComplete = true;
  const filled = uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
    if (Object.hasOwn(variables, name)) {
      return variables[name] ?? "";
    }
    isComplete = false;
    return "";
  });
  return isComplete ? filled : undefined;
}

/** The reason why a URI can't be filled in. */
export function unsetStageVariables(
  uri: string,
  stage: { readonly address: string; readonly variables: Readonly<Record<string, string>> },
): string {
  const names = [...uri.matchAll(/\$\{stageVariables\.(\w+)\}/g)].map(([, name = ""]) => name);
  const unset = names.filter((name) => !Object.hasOwn(stage.variables, name));
  return `${stage.address} doesn't set stage variables that the integration's uri uses: ${unset.join(", ")}`;
}
