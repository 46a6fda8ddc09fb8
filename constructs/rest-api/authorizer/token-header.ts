import type { IConstruct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";

/** Where authorizers find a token by default. */
export const DEFAULT_HEADER = "method.request.header.Authorization";

/**
 * The name of the header that an identity source names. It must be known at synth, because the
 * document holds the name alone.
 * @throws if it names anything else
 */
export function tokenHeader(scope: IConstruct, what: string, identitySource: string): string {
  const name = /^method\.request\.header\.([A-Za-z0-9_-]+)$/.exec(identitySource)?.[1];
  if (name !== undefined && isKnown(identitySource)) {
    return name;
  }
  return refuse(scope, {
    what,
    value: identitySource,
    allowed: "one method.request.header.<name>, known at synth",
    fix: `Write it like "${DEFAULT_HEADER}".`,
  });
}
