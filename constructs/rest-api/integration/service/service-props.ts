import type { Duration } from "../../../core/duration";
import { checkedElsewhere, listOf, object } from "../../../core/props";
import type { Kinds } from "../../../core/props";
import type { IntegrationResponse } from "../mapping";

/** Props that the integrations with certain services share. */
export interface ServiceIntegrationProps {
  /**
   * The responses; the status of the service selects one.
   * @default the service's response with status 200; 400 and 500, with a message, for its errors
   */
  readonly integrationResponses?: readonly IntegrationResponse[];
  /**
   * How long API Gateway waits for the service, 50 milliseconds to 29 seconds. In Regional and private
   * APIs up to 300 seconds, with a warning, because the account needs a higher quota.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}

/** The types of the props. */
export const SERVICE_KINDS: Kinds<ServiceIntegrationProps> = {
  integrationResponses: listOf(object),
  timeout: checkedElsewhere,
};

const message = (text: string) => ({ "application/json": JSON.stringify({ message: text }) });

/** Errors of a service name resources and roles, so clients don't get them. */
export const DEFAULT_RESPONSES: readonly [
  success: IntegrationResponse,
  badRequest: IntegrationResponse,
  serverError: IntegrationResponse,
] = [
  { statusCode: "200" },
  {
    statusCode: "400",
    selectionPattern: "4\\d{2}",
    responseTemplates: message("Bad Request"),
  },
  {
    statusCode: "500",
    selectionPattern: "5\\d{2}",
    responseTemplates: message("Internal Server Error"),
  },
];

/** A request made of a template, and its responses. A body that isn't declared as JSON gets 415. */
export const templateRequest = (template: string) =>
  ({
    passthroughBehavior: "NEVER",
    requestTemplates: { "application/json": template },
    integrationResponses: DEFAULT_RESPONSES,
  }) as const;

/** The request's body as the text of a JSON string. The escaping of Velocity escapes quotes too much. */
export const BODY_AS_TEXT = "$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\", \"'\")";
