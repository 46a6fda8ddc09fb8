import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Kinds } from "../core/props";
import { boolean, checkConstructProps, mapOf, objectWith, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { prepareSynthesisOf } from "../core/stack-synthesis";
import { requireAuthorizer } from "../core/required-authorizer";
import { setNamePrefix } from "../core/name-prefix";
import { checkRegion } from "./region";
import { LocalState } from "./state/local-state";
import type { StateBackend } from "./state/state-backend";
import { allTags } from "./tags";
import { guardWorkspace } from "./workspace";

/** Props of `EnvironmentStack`. */
export interface EnvironmentStackProps {
  /**
   * Name of the app. Every physical name starts with the app and the environment.
   * Lower-case letters, digits and hyphens, 1 to 20 characters.
   */
  readonly app: string;
  /** AWS region to deploy to, e.g. `us-east-1` or `us-gov-west-1`. */
  readonly region: string;
  /**
   * Where Terraform keeps the state.
   * @default new LocalState()
   */
  readonly state?: StateBackend;
  /**
   * Tags of every resource, in addition to `app`, `environment` and `managed-by`: up to 47, with keys
   * of up to 128 characters and values of up to 256.
   * @default none
   */
  readonly tags?: Record<string, string>;
  /**
   * Whether every route and method must have an authorizer or `AWS_IAM`. Those with the method
   * `OPTIONS` may be public, because browsers send no credentials with a preflight request. An API
   * key alone doesn't count.
   * @default false
   */
  readonly requireAuthorizer?: boolean;
}

const KINDS: Kinds<EnvironmentStackProps> = {
  app: required(string),
  region: required(string),
  state: objectWith("a state backend, e.g. new LocalState()", "bind"),
  tags: mapOf(string),
  requireAuthorizer: boolean,
};

const NAME = /^[a-z][a-z0-9-]{0,19}$/;

/**
 * The stack of one environment. Its id is the name of the environment and of its Terraform workspace.
 * It has the AWS provider with default tags, a separate state, and a guard: a plan in any other
 * workspace fails.
 */
export class EnvironmentStack extends TerraformStack {
  /**
   * @param environment - as the app's name; not `default`, and once in an app
   * @throws if the name or a prop is missing or malformed, or AWS doesn't accept it
   */
  constructor(scope: Construct, environment: string, props: EnvironmentStackProps) {
    super(scope, environment);
    checkConstructProps(this, EnvironmentStack, props, KINDS);
    this.checkName("environment", environment);
    this.checkEnvironment(environment);
    this.checkName("app", props.app);
    checkRegion(this, props.region);
    const { app } = props;
    setNamePrefix(this, `${app}-${environment}`);

    const tags = allTags(this, { app, environment, "managed-by": "terraform" }, props.tags);
    new AwsProvider(this, "aws", { region: props.region, defaultTags: [{ tags }] });
    new ArchiveProvider(this, "archive");
    (props.state ?? new LocalState()).bind(this, { app, environment });
    guardWorkspace(this, environment);
    prepareSynthesisOf(this);
    if (props.requireAuthorizer === true) {
      requireAuthorizer(this);
    }
  }

  private checkEnvironment(value: string): void {
    if (value === "default") {
      refuse(this, {
        what: "environment",
        value,
        allowed: "a name other than that of the workspace that Terraform selects by default",
        fix: "Choose a name such as dev: the guard couldn't tell it from no selection.",
      });
    }
    const other = this.node.root.node
      .findAll()
      .find((node) => node !== this && TerraformStack.isStack(node) && node.node.id === value);
    if (other !== undefined) {
      refuse(this, {
        what: "environment",
        value,
        allowed: `one stack of each name in an app, and ${other.node.path} already has this one`,
        fix: "Choose another name: one of the two would replace the other.",
      });
    }
  }

  private checkName(what: string, value: string): void {
    if (NAME.test(value)) {
      return;
    }
    refuse(this, {
      what,
      value,
      allowed: "up to 20 lower-case letters, digits and hyphens, starting with a letter",
      fix: "Choose a shorter or simpler name, because it is part of every physical name.",
    });
  }
}
