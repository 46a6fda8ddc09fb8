import { App, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentStackProps } from "./constructs";
import {
  ApiGatewayAccount,
  Duration,
  EnvironmentStack,
  LocalState,
  Monitoring,
  S3State,
  selectEnvironments,
} from "./constructs";
import type { NotesSettings, SystemSettings } from "./constructs/systems";
import { AccountSettings, Chat, Hello, LambdaApi, Notes, Sample01 } from "./constructs/systems";

const REGION = "us-east-1";

/**
 * The environments and their settings. Each is a Terraform workspace.
 *
 * Change `tokens` first: it selects whose tokens notes accepts, and Google issues none for these
 * audiences. Set your own client ID, or another OpenID Connect issuer with its audience.
 */
export const environments = {
  dev: {
    logRetention: Duration.days(14),
    tracing: false, // X-Ray
    throttle: { rateLimit: 50, burstLimit: 100 }, // requests per second, and at once
    tokens: { issuer: "https://accounts.google.com", audience: "web-api-dev" },
    allowOrigins: ["http://localhost:5173"], // CORS
    protectData: false, // backups, and no deletion of tables
    monitoring: false, // alarms and a dashboard
    tags: { stage: "development" },
  },
  prod: {
    logRetention: Duration.days(365),
    tracing: true,
    throttle: { rateLimit: 1000, burstLimit: 2000 },
    tokens: { issuer: "https://accounts.google.com", audience: "web-api-prod" },
    allowOrigins: ["https://example.com"], // CORS
    protectData: true, // backups, and no deletion of tables
    monitoring: true, // alarms and a dashboard
    tags: { stage: "production" },
  },
} satisfies Record<string, SystemSettings & NotesSettings & StackSettings>;

/** The settings of a whole environment. */
type StackSettings = Pick<EnvironmentStackProps, "tags"> & { readonly monitoring: boolean };

/** State is stored in local files, or in the S3 bucket that STATE_BUCKET names. */
const state = process.env.STATE_BUCKET
  ? new S3State({ bucket: process.env.STATE_BUCKET, region: REGION })
  : new LocalState();

/** One environment: the six systems. */
export class SystemsStack extends EnvironmentStack {
  constructor(scope: Construct, environment: keyof typeof environments) {
    const settings = environments[environment];
    super(scope, environment, { app: "web-api", region: REGION, state, tags: settings.tags });

    const systems = {
      hello: new Hello(this, "hello", environment, settings),
      lambda_api: new LambdaApi(this, "lambda-api", settings),
      sample01: new Sample01(this, "sample01", settings),
      notes: new Notes(this, "notes", settings),
      chat: new Chat(this, "chat", environment, settings),
      account_settings: new AccountSettings(this, "account-settings", environment, settings),
    };
    for (const [name, system] of Object.entries(systems)) {
      new TerraformOutput(this, `${name}_url`, { value: system.url });
      new TerraformOutput(this, `${name}_function_name`, { value: system.function.functionName });
    }
    if (settings.monitoring) {
      new Monitoring(this, "Monitoring");
    }
  }
}

/** Settings that exist once per AWS account and region. Deploy this stack before the others. */
export class AccountStack extends EnvironmentStack {
  constructor(scope: Construct) {
    super(scope, "account", { app: "web-api", region: REGION, state });
    new ApiGatewayAccount(this, "ApiGatewayAccount");
  }
}

const stacks = {
  dev: (app: App) => new SystemsStack(app, "dev"),
  prod: (app: App) => new SystemsStack(app, "prod"),
  account: (app: App) => new AccountStack(app),
};

if (require.main === module) {
  const app = new App();
  const names = Object.keys(stacks) as (keyof typeof stacks)[];
  for (const name of selectEnvironments(names, process.env.TF_WORKSPACE)) {
    stacks[name](app);
  }
  app.synth();
}
