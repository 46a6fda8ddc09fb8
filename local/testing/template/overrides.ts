import type { TemplateContext } from "../../gateway/rest-api/call/template-context";

type Values = Readonly<Record<string, string>>;

/**
 * What a template overrides; what it doesn't is left out.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export interface Overrides {
  readonly requestOverride?: {
    readonly path?: Values;
    readonly querystring?: Values;
    readonly header?: Values;
  };
  readonly responseOverride?: { readonly status?: number; readonly header?: Values };
}

export function overridesOf(context: TemplateContext): Overrides {
  return (
    present({
      requestOverride: present({
        path: values(context.requestOverrides("path")),
        querystring: values(context.requestOverrides("querystring")),
        header: values(context.requestOverrides("header")),
      }),
      responseOverride: present({
        status: context.responseStatus,
        header: values(context.responseHeaders),
      }),
    }) ?? {}
  );
}

function values(map: ReadonlyMap<string, string>): Values | undefined {
  return map.size > 0 ? Object.fromEntries(map) : undefined;
}

/** The fields that have a value; undefined if none has. */
function present<T extends object>(fields: T): T | undefined {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}
