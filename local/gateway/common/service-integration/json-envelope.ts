/** Members that services leave out of JSON, and that are null in AWS's response, by their holder. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Parameter: ["Selector", "SourceResult"],
};

/**
 * The JSON of an action that API Gateway called with a query, in the envelope of that protocol.
 * AWS Systems Manager responds so; servers that stand in for it leave the envelope out.
 */
export function inEnvelope(action: string, body: Buffer, requestId: string | undefined): Buffer {
  const result = parsed(body);
  if (!result || `${action}Response` in result) {
    return body;
  }
  const envelope = {
    [`${action}Response`]: {
      [`${action}Result`]: result,
      ResponseMetadata: { RequestId: requestId ?? null },
    },
  };
  return Buffer.from(JSON.stringify(envelope));
}

function parsed(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"), withMembers);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function withMembers(name: string, value: unknown): unknown {
  const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (!members || typeof value !== "object" || value === null) {
    return value;
  }
  return { ...Object.fromEntries(members.map((member) => [member, null])), ...value };
}
