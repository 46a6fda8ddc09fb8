interface Operation {
  readonly parameters?: readonly object[];
  readonly responses?: object;
}

interface Integration {
  readonly requestParameters?: object;
  readonly responses?: object;
}

/**
 * The parameters and the response headers that an integration's mappings name, declared as AWS
 * demands of a document; those that the operation itself declares come last, and so prevail.
 */
export function declared(integration: Integration, operation: Operation): Operation {
  const sources = Object.values(integration.requestParameters ?? {}).map(String);
  const parameters = [...sources.flatMap(parameterOf), ...(operation.parameters ?? [])];
  const responses = Object.values(integration.responses ?? {}).map(responseOf);
  return {
    ...operation,
    ...(parameters.length > 0 && { parameters }),
    responses: { ...Object.fromEntries(responses), ...operation.responses },
  };
}

function parameterOf(source: string): object[] {
  const form = /^method\.request\.(?:multivalue)?(querystring|header)\.(.+)$/;
  const [, location, name] = form.exec(source) ?? [];
  return location ? [{ in: location === "header" ? "header" : "query", name }] : [];
}

function responseOf(response: { statusCode?: string; responseParameters?: object }) {
  const targets = Object.keys(response.responseParameters ?? {});
  const names = targets.map((target) => target.replace("method.response.header.", ""));
  const headers = Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }]));
  return [response.statusCode ?? "200", { description: "", headers }] as const;
}
