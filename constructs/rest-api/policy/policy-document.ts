import type { Construct } from "constructs";
import { checkChoice } from "../../core/checks";
import { isKnown } from "../../core/known";
import { jsonWithListTokens } from "../../core/list-token";
import type { Kinds } from "../../core/props";
import { checkProps, kind, listOf, object, required, string, strings } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { PolicyConditions } from "../../lambda";
import { checkConditions, checkSid } from "../../lambda/policy-statement";

/** Callers: `*` for everyone, or ARNs, account numbers and services by the kind of principal. */
export type Principals =
  "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;

/**
 * Who may or must not call which methods of an API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export interface PolicyStatement {
  /**
   * Whether the requests are allowed or denied. A denial overrides what any other policy allows.
   * @default "Allow"
   */
  readonly effect?: "Allow" | "Deny";
  /**
   * The callers that the statement applies to. Either these or `notPrincipals`.
   * @default none
   */
  readonly principals?: Principals;
  /**
   * The callers that the statement doesn't apply to, only with `effect: "Deny"`.
   * @default none
   */
  readonly notPrincipals?: Principals;
  /**
   * Requests of the API as `execute-api:/stage/METHOD/path`, in which `*` is a wildcard, or their ARNs.
   * @default every request: `execute-api:/*`
   */
  readonly resources?: readonly string[];
  /**
   * When the statement applies: by operator and condition key, one value or several, e.g.
   * `{ IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } }`.
   * @default always
   */
  readonly conditions?: PolicyConditions;
  /**
   * Identifier of the statement, unique in the policy: letters and digits.
   * @default none
   */
  readonly sid?: string;
}

const PRINCIPALS = kind('"*", or lists by AWS, Service or Federated', (value) => {
  const kinds = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const isKnownKind = (name: string) => ["AWS", "Service", "Federated"].includes(name);
  return value === "*" || (kinds.length > 0 && kinds.every(isKnownKind));
});

const KINDS: Kinds<PolicyStatement> = {
  effect: string,
  principals: PRINCIPALS,
  notPrincipals: PRINCIPALS,
  resources: strings,
  conditions: object,
  sid: string,
};

/** Props of `PolicyDocument`. */
export interface PolicyDocumentProps {
  /** One or more. */
  readonly statements: readonly PolicyStatement[];
}

const DOCUMENT_KINDS: Kinds<PolicyDocumentProps> = { statements: required(listOf(object)) };

/** A resource policy of a REST API. A request must be allowed by a statement, and denied by none. */
export class PolicyDocument {
  constructor(private readonly props: PolicyDocumentProps) {}

  /** Admits the requests that come through these VPC endpoints: the policy of a private API. */
  static forVpcEndpoints(vpcEndpointIds: readonly string[]): PolicyDocument {
    const conditions = { StringNotEquals: { "aws:SourceVpce": vpcEndpointIds } };
    return new PolicyDocument({
      statements: [{ principals: "*" }, { effect: "Deny", principals: "*", conditions }],
    });
  }

  /** The document as JSON. @throws if IAM would refuse a statement, or it admits all but some callers */
  render(scope: Construct): string {
    checkProps(scope, this.props, DOCUMENT_KINDS, (prop) => `${prop} of the policy`);
    const sids = new Set<string>();
    const Statement = this.props.statements.map((statement, at) => {
      checkStatement(scope, statement, at);
      checkConditions(scope, statement.conditions);
      checkSid(scope, statement.sid, sids);
      return rendered(statement);
    });
    if (Statement.length === 0) {
      refuse(scope, {
        what: "statements of the policy",
        value: [],
        allowed: "one or more",
        fix: "Add a statement that allows requests: without one, every request is denied.",
      });
    }
    return jsonWithListTokens({ Version: "2012-10-17", Statement });
  }
}

function checkStatement(scope: Construct, statement: PolicyStatement, at: number): void {
  const named = (prop: string) => `${prop} of statement ${at} of the policy`;
  checkProps(scope, statement, KINDS, named);
  const { effect, principals, notPrincipals } = statement;
  checkChoice(scope, named("effect"), effect, ["Allow", "Deny"]);
  if ((principals === undefined) === (notPrincipals === undefined)) {
    refuse(scope, {
      what: named("principals"),
      value: principals,
      allowed: "either principals or notPrincipals",
      fix: 'Name the callers; "*" is everyone.',
    });
  }
  if (notPrincipals !== undefined && effect !== "Deny") {
    refuse(scope, {
      what: named("notPrincipals"),
      value: notPrincipals,
      allowed: 'notPrincipals only with effect: "Deny"',
      fix: "Name the callers to allow in principals: everyone else would be allowed, without credentials.",
    });
  }
  for (const resource of statement.resources ?? []) {
    checkResource(scope, named("resources"), resource);
  }
}

function checkResource(scope: Construct, what: string, resource: string): void {
  if (!isKnown(resource) || /^(execute-api:\/|arn:)/.test(resource)) {
    return;
  }
  refuse(scope, {
    what,
    value: resource,
    allowed: "execute-api:/stage/METHOD/path, or an ARN",
    fix: 'Write it in this form, e.g. "execute-api:/*/GET/pets".',
  });
}

function rendered(statement: PolicyStatement): object {
  const { sid, effect = "Allow", principals, notPrincipals, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    Principal: principals,
    NotPrincipal: notPrincipals,
    Action: "execute-api:Invoke",
    Resource: statement.resources ?? ["execute-api:/*"],
    Condition: conditions,
  };
}
