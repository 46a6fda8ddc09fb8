import { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, mapOf, objectWith, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { setNamePrefix } from "../core/name-prefix";
import { refuseReferenceCycle } from "./reference-cycle";
import type { TerraformJson } from "./reference-graph";
import { LocalState } from "./state/local-state";
import type { StateBackend } from "./state/state-backend";
import { allTags } from "./tags";
import { guardWorkspace } from "./workspace";

/** Props of `EnvironmentStack`. */
export interface EnvironmentStackProps {
  /**
   * Name of the app; with the environment it begins every physical name.
   * Lower-case letters, digits and hyphens, 1 to 20 characters.
   */
  readonly app: string;
  /** AWS region to deploy to, e.g. `us-east-1` or `us-gov-west-1`. */
  readonly region: string;
  /**
   * Where the state is kept.
   * @default new LocalState()
   */
  readonly state?: StateBackend;
  /**
   * Tags on everything, besides `app`, `environment` and `managed-by`: up to 47, keys of up to 128
   * characters, values of up to 256.
   * @default none
   */
  readonly tags?: Record<string, string>;
}

const KINDS: Kinds<EnvironmentStackProps> = {
  app: required(string),
  region: required(string),
  state: objectWith("a state backend, e.g. new LocalState()", "bind"),
  tags: mapOf(string),
};

const NAME = /^[a-z][a-z0-9-]{0,19}$/;

/**
 * A stack that is one environment: its id is the environment's name and its Terraform workspace.
 * It has the AWS provider with default tags, a state of its own, and a guard against deploying it
 * into another workspace.
 */
export class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, environment: string, props: EnvironmentStackProps) {
    super(scope, environment);
    checkProps(this, props, KINDS);
    this.checkName("environment", environment);
    this.checkName("app", props.app);
    checkPattern(this, "region", props.region, {
      pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/,
      allowed: "the code of an AWS region",
      fix: 'Write it like "us-east-1".',
    });
    const { app } = props;
    setNamePrefix(this, `${app}-${environment}`);

    const tags = allTags(this, { app, environment, "managed-by": "terraform" }, props.tags);
    new AwsProvider(this, "aws", { region: props.region, defaultTags: [{ tags }] });
    new ArchiveProvider(this, "archive");
    (props.state ?? new LocalState()).bind(this, { app, environment });
    guardWorkspace(this, environment);
  }

  /** The stack's Terraform JSON. @throws if references between its resources form a cycle */
  override toTerraform(): TerraformJson {
    const json = super.toTerraform() as TerraformJson;
    refuseReferenceCycle(json);
    return json;
  }

  private checkName(what: string, value: string): void {
    if (NAME.test(value)) {
      return;
    }
    refuse(this, {
      what,
      value,
      allowed: "lower-case letters, digits and hyphens, a letter first, at most 20 characters",
      fix: "Choose a shorter, simpler name: it is part of every physical name.",
    });
  }
}
