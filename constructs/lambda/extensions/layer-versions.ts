/** Where AWS publishes a layer in a region, and the number of its version for each architecture. */
export interface PublishedLayer {
  readonly account: string;
  readonly x86_64: number;
  readonly arm64?: number;
}

export type PublishedLayers = Readonly<Record<string, PublishedLayer>>;

/**
 * Version 1.0.273.0 of the Lambda Insights extension.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
 */
export const INSIGHTS: PublishedLayers = {
  "af-south-1": { account: "012438385374", x86_64: 35, arm64: 9 },
  "ap-east-1": { account: "519774774795", x86_64: 35, arm64: 9 },
  "ap-northeast-1": { account: "580247275435", x86_64: 72, arm64: 23 },
  "ap-northeast-2": { account: "580247275435", x86_64: 44, arm64: 11 },
  "ap-northeast-3": { account: "194566237122", x86_64: 26, arm64: 9 },
  "ap-south-1": { account: "580247275435", x86_64: 43, arm64: 14 },
  "ap-south-2": { account: "891564319516", x86_64: 17 },
  "ap-southeast-1": { account: "580247275435", x86_64: 45, arm64: 12 },
  "ap-southeast-2": { account: "580247275435", x86_64: 45, arm64: 12 },
  "ap-southeast-3": { account: "439286490199", x86_64: 21, arm64: 9 },
  "ap-southeast-4": { account: "158895979263", x86_64: 12 },
  "ca-central-1": { account: "580247275435", x86_64: 44, arm64: 10 },
  "ca-west-1": { account: "946466191631", x86_64: 4 },
  "cn-north-1": { account: "488211338238", x86_64: 36 },
  "cn-northwest-1": { account: "488211338238", x86_64: 36 },
  "eu-central-1": { account: "580247275435", x86_64: 45, arm64: 12 },
  "eu-central-2": { account: "033019950311", x86_64: 17 },
  "eu-north-1": { account: "580247275435", x86_64: 42, arm64: 10 },
  "eu-south-1": { account: "339249233099", x86_64: 35, arm64: 9 },
  "eu-south-2": { account: "352183217350", x86_64: 19 },
  "eu-west-1": { account: "580247275435", x86_64: 45, arm64: 12 },
  "eu-west-2": { account: "580247275435", x86_64: 45, arm64: 12 },
  "eu-west-3": { account: "580247275435", x86_64: 44, arm64: 10 },
  "il-central-1": { account: "459530977127", x86_64: 12 },
  "me-central-1": { account: "732604637566", x86_64: 18 },
  "me-south-1": { account: "285320876703", x86_64: 35, arm64: 9 },
  "sa-east-1": { account: "580247275435", x86_64: 44, arm64: 10 },
  "us-east-1": { account: "580247275435", x86_64: 45, arm64: 12 },
  "us-east-2": { account: "580247275435", x86_64: 45, arm64: 14 },
  "us-west-1": { account: "580247275435", x86_64: 45, arm64: 9 },
  "us-west-2": { account: "580247275435", x86_64: 45, arm64: 12 },
};

/**
 * Version 1.0.103 of the AWS Parameters and Secrets Lambda Extension.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html#ps-integration-lambda-extensions-add
 */
export const PARAMS_AND_SECRETS: PublishedLayers = {
  "af-south-1": { account: "317013901791", x86_64: 4, arm64: 1 },
  "ap-east-1": { account: "768336418462", x86_64: 4, arm64: 1 },
  "ap-northeast-1": { account: "133490724326", x86_64: 4, arm64: 4 },
  "ap-northeast-2": { account: "738900069198", x86_64: 4, arm64: 1 },
  "ap-northeast-3": { account: "576959938190", x86_64: 4 },
  "ap-south-1": { account: "176022468876", x86_64: 4, arm64: 4 },
  "ap-south-2": { account: "070087711984", x86_64: 1 },
  "ap-southeast-1": { account: "044395824272", x86_64: 4, arm64: 4 },
  "ap-southeast-2": { account: "665172237481", x86_64: 4, arm64: 4 },
  "ap-southeast-3": { account: "490737872127", x86_64: 4, arm64: 1 },
  "ca-central-1": { account: "200266452380", x86_64: 4, arm64: 1 },
  "cn-north-1": { account: "287114880934", x86_64: 4 },
  "cn-northwest-1": { account: "287310001119", x86_64: 4 },
  "eu-central-1": { account: "187925254637", x86_64: 4, arm64: 4 },
  "eu-central-2": { account: "772501565639", x86_64: 1 },
  "eu-north-1": { account: "427196147048", x86_64: 4, arm64: 1 },
  "eu-south-1": { account: "325218067255", x86_64: 4, arm64: 1 },
  "eu-south-2": { account: "524103009944", x86_64: 1 },
  "eu-west-1": { account: "015030872274", x86_64: 4, arm64: 4 },
  "eu-west-2": { account: "133256977650", x86_64: 4, arm64: 4 },
  "eu-west-3": { account: "780235371811", x86_64: 4, arm64: 1 },
  "me-central-1": { account: "858974508948", x86_64: 4 },
  "me-south-1": { account: "832021897121", x86_64: 4, arm64: 1 },
  "sa-east-1": { account: "933737806257", x86_64: 4, arm64: 1 },
  "us-east-1": { account: "177933569100", x86_64: 4, arm64: 4 },
  "us-east-2": { account: "590474943231", x86_64: 4, arm64: 4 },
  "us-gov-east-1": { account: "129776340158", x86_64: 4 },
  "us-gov-west-1": { account: "127562683043", x86_64: 4 },
  "us-west-1": { account: "997803712105", x86_64: 4, arm64: 1 },
  "us-west-2": { account: "345057560386", x86_64: 4, arm64: 4 },
};

/** The layers of the AWS Distro for OpenTelemetry are in one account, in the same version everywhere. */
interface OpenTelemetry {
  readonly account: string;
  /** By the beginning of the runtime's name; ARCH is replaced by arm64 or amd64. */
  readonly layers: Readonly<Record<string, string>>;
  readonly regions: readonly string[];
}

/** @see https://aws-otel.github.io/docs/getting-started/lambda */
export const ADOT: OpenTelemetry = {
  account: "901920570463",
  layers: {
    nodejs: "aws-otel-nodejs-ARCH-ver-1-30-1:1",
    python: "aws-otel-python-ARCH-ver-1-29-0:1",
    java: "aws-otel-java-agent-ARCH-ver-1-32-0:4",
  },
  regions: [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
};
