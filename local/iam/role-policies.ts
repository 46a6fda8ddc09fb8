import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { managedPolicy } from "./managed-policies";
import { ifResolved, stackPolicy, type StackPolicy } from "./stack-policy";

/** The policies that decide what a role may do, and who may assume it. */
export interface RolePolicies {
  readonly address: string;
  readonly trust: StackPolicy;
  readonly permissions: readonly StackPolicy[];
  /** The permissions boundary. */
  readonly boundary: StackPolicy | undefined;
}

/**
 * The inline and attached policies of a role, from every Terraform resource type that can add one.
 * Undefined if the stack has no such role.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
export function rolePolicies(stack: ResolvedStack, roleArn: string): RolePolicies | undefined {
  const role = stack
    .ofType("aws_iam_role")
    .find((one) => ifResolved(() => one.string("arn")) === roleArn);
  if (!role) {
    return undefined;
  }
  const boundary = role.string("permissions_boundary");
  return {
    address: role.address,
    trust: stackPolicy(role.address, () => role.string("assume_role_policy")),
    permissions: [
      ...inlinePolicies(stack, role),
      ...attachedArns(stack, role).map((arn) => attachedPolicy(stack, arn)),
      ...unresolvedLinks(stack),
    ],
    boundary: boundary === undefined ? undefined : attachedPolicy(stack, boundary),
  };
}

type Linked = (type: string, attribute: string) => ResolvedResource[];

/** The resources that name the role, by its name or in a list of names. */
function linkedTo(stack: ResolvedStack, role: ResolvedResource): Linked {
  const name = role.string("name");
  return (type, attribute) =>
    stack
      .ofType(type)
      .filter((one) => [ifResolved(() => one.value(attribute))].flat().includes(name));
}

function inlinePolicies(stack: ResolvedStack, role: ResolvedResource): StackPolicy[] {
  const linked = linkedTo(stack, role);
  const policies = [
    ...role.blocks("inline_policy").filter((block) => block.names().length > 0),
    ...linked("aws_iam_role_policy", "role"),
  ];
  // An exclusive resource removes the policies that it doesn't list.
  const kept = linked("aws_iam_role_policies_exclusive", "role_name").map((one) =>
    one.strings("policy_names"),
  );
  return policies
    .filter((policy) => kept.every((names) => names.includes(policy.string("name") ?? "")))
    .map((policy) => stackPolicy(policy.address, () => policy.string("policy")));
}

function attachedArns(stack: ResolvedStack, role: ResolvedResource): string[] {
  const linked = linkedTo(stack, role);
  const attachments = [
    ...linked("aws_iam_role_policy_attachment", "role"),
    ...linked("aws_iam_policy_attachment", "roles"),
  ].map((attachment) => attachment.string("policy_arn") ?? "");
  const exclusive = linked("aws_iam_role_policy_attachments_exclusive", "role_name");
  if (exclusive.length > 0) {
    return exclusive.flatMap((one) => one.strings("policy_arns"));
  }
  return [...new Set([...role.strings("managed_policy_arns"), ...attachments])];
}

/** A policy whose role only an apply knows may be this role's. */
function unresolvedLinks(stack: ResolvedStack): StackPolicy[] {
  return LINKS.flatMap(([type, attribute]) =>
    stack
      .ofType(type)
      .filter((one) => ifResolved(() => one.value(attribute)) === undefined)
      .map(({ address }) => ({ source: address, statements: undefined })),
  );
}

const LINKS = [
  ["aws_iam_role_policy", "role"],
  ["aws_iam_role_policy_attachment", "role"],
  ["aws_iam_policy_attachment", "roles"],
] as const;

function attachedPolicy(stack: ResolvedStack, arn: string): StackPolicy {
  const own = stack
    .ofType("aws_iam_policy")
    .find((policy) => ifResolved(() => policy.string("arn")) === arn);
  if (own) {
    return stackPolicy(own.address, () => own.string("policy"));
  }
  return { source: arn, statements: managedPolicy(arn) };
}
