/** A set of peer packages that the constructs promise to work with. */
export interface Combination {
  readonly cdk: "cdktf" | "cdktn";
  /** Exact versions, by package. */
  readonly packages: Readonly<Record<string, string>>;
  /** The version of the AWS provider that the stacks then require. */
  readonly awsProvider: string;
  /** Runtimes that this provider rejects. */
  readonly refusedRuntimes: readonly string[];
  /** Whether a public function URL's permission is limited to the URL, which late providers can do. */
  readonly limitsToUrl: boolean;
}

const CDKTF = { cdktf: "0.21.0", "@cdktf/provider-archive": "11.0.1" };
const CDKTN = {
  cdktn: "0.24.0",
  "@cdktn/provider-aws": "25.7.0",
  "@cdktn/provider-archive": "14.0.1",
};
const NEW_RUNTIMES = ["nodejs24.x", "java25", "python3.14", "dotnet10"];

/** The ends of each peer range. The first is what this repository installs: the others are compared with it. */
export const COMBINATIONS: readonly [Combination, ...Combination[]] = [
  {
    cdk: "cdktf",
    packages: { ...CDKTF, "@cdktf/provider-aws": "20.1.0", constructs: "10.8.1" },
    awsProvider: "5.100.0",
    refusedRuntimes: NEW_RUNTIMES,
    limitsToUrl: false,
  },
  {
    cdk: "cdktf",
    packages: { ...CDKTF, "@cdktf/provider-aws": "20.1.0", constructs: "10.4.2" },
    awsProvider: "5.100.0",
    refusedRuntimes: NEW_RUNTIMES,
    limitsToUrl: false,
  },
  {
    cdk: "cdktf",
    packages: { ...CDKTF, "@cdktf/provider-aws": "21.22.1", constructs: "10.8.1" },
    awsProvider: "6.25.0",
    refusedRuntimes: ["dotnet10"],
    limitsToUrl: false,
  },
  {
    cdk: "cdktn",
    packages: { ...CDKTN, constructs: "10.6.0" },
    awsProvider: "6.66.0",
    refusedRuntimes: [],
    limitsToUrl: true,
  },
  {
    cdk: "cdktn",
    packages: { ...CDKTN, constructs: "10.7.2" },
    awsProvider: "6.66.0",
    refusedRuntimes: [],
    limitsToUrl: true,
  },
];

/** E.g. "cdktf 0.21.0, @cdktf/provider-aws 20.1.0, constructs 10.8.1". */
export function describeCombination({ packages }: Combination): string {
  return Object.entries(packages)
    .filter(([name]) => !name.endsWith("provider-archive"))
    .map((entry) => entry.join(" "))
    .join(", ");
}
