import { compileSelection } from "../../common/mapping/selection-pattern";
import { contentHandlingOf, type ContentHandling } from "../../common/mapping/content-handling";
import type { IntegrationResponse } from "../model/rest-api";
import { compileTemplates, type CompiledTemplates } from "../../common/velocity/compile-templates";

/** An integration response, its templates and its pattern compiled. */
export interface CompiledResponse {
  readonly statusCode: number;
  /** Matches a status (HTTP, MOCK) or an error message (Lambda); undefined: the default response. */
  readonly matches: ((selector: string) => boolean) | undefined;
  /** What `matches` was compiled from. */
  readonly selectionPattern: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: CompiledTemplates;
  readonly contentHandling: ContentHandling | undefined;
}

/**
 * The integration responses in the order in which AWS tries them: by status, the default last.
 * @throws Error with the address of a template or pattern that can't be compiled
 */
export function compileResponses(responses: readonly IntegrationResponse[]): CompiledResponse[] {
  return responses.map(compileResponse).sort(byPrecedence);
}

function compileResponse(response: IntegrationResponse): CompiledResponse {
  const { address, statusCode, selectionPattern, parameters } = response;
  return {
    statusCode,
    matches: compilePattern(response),
    selectionPattern,
    parameters,
    templates: compileTemplates(address, "response_templates", response.templates),
    contentHandling: contentHandlingOf(address, response.contentHandling),
  };
}

function byPrecedence(one: CompiledResponse, other: CompiledResponse): number {
  const isDefault = (response: CompiledResponse) => Number(response.matches === undefined);
  return isDefault(one) - isDefault(other) || one.statusCode - other.statusCode;
}

function compilePattern({ address, selectionPattern }: IntegrationResponse) {
  return selectionPattern === undefined
    ? undefined
    : compileSelection(address, "selection_pattern", selectionPattern);
}
