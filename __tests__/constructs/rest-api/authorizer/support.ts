import type { Authorizer, lambda, MethodOptions, RestApiProps } from "../../../../constructs";
import { CognitoUserPoolsAuthorizer, MockIntegration } from "../../../../constructs";
import type { RestFixture } from "../support";
import { bodyOf, restFixture } from "../support";
import { synth } from "../../lambda/support";

export const USER_POOL = {
  arn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
};

export const cognito = (): CognitoUserPoolsAuthorizer =>
  new CognitoUserPoolsAuthorizer([USER_POOL]);

/** What tests read of an API's document. */
export interface GuardedDocument {
  readonly paths: Record<string, Record<string, { security?: object[] }>>;
  readonly components?: { securitySchemes: Record<string, object> };
}

/** The document of an API whose root has the methods, each with its options. */
export function documentOf(
  methods: Readonly<Record<string, MethodOptions>>,
  props?: Partial<RestApiProps>,
): GuardedDocument {
  const fixture = restFixture(props);
  addMethods(fixture, methods);
  return bodyOf(synth(fixture.stack)) as GuardedDocument;
}

export function addMethods(
  { api }: RestFixture,
  methods: Readonly<Record<string, MethodOptions>>,
): void {
  for (const [method, options] of Object.entries(methods)) {
    api.root.addMethod(method as "GET", new MockIntegration(), options);
  }
}

/** The security requirements of a method of the root. */
export function securityOf({ paths }: GuardedDocument, method: string): object[] | undefined {
  return paths["/"]?.[method]?.security;
}

/** The one security scheme of an API that an authorizer guards, and its name. */
export function schemeOf(
  create: (fn: lambda.Function) => Authorizer,
): readonly [name: string, scheme: object] {
  const { api, fn, stack } = restFixture();
  api.root.addMethod("GET", new MockIntegration(), { authorizer: create(fn) });
  const { components } = bodyOf(synth(stack)) as GuardedDocument;
  const [scheme, ...others] = Object.entries(components?.securitySchemes ?? {});
  if (scheme === undefined || others.length > 0) {
    throw new Error(`${others.length + Number(scheme !== undefined)} security schemes`);
  }
  return scheme;
}
