/** How the body of a block is written; Terraform's JSON doesn't show it. */
export interface Shape {
  /** The nested blocks, by type. All other names are arguments. */
  readonly blocks: Readonly<Record<string, BlockShape>>;
  /** Arguments that are names of resources, providers or types: HCL has them without quotes. */
  readonly names?: readonly string[];
  /** Arguments whose strings aren't templates. */
  readonly constants?: readonly string[];
}

export interface BlockShape {
  /** How many labels a block has. @default 0 */
  readonly labels?: number;
  readonly body: Shape;
}

const PLAIN: BlockShape = { body: { blocks: {} } };
const CONDITIONS = { precondition: PLAIN, postcondition: PLAIN };
const PROVISIONER: Shape = { blocks: { connection: PLAIN }, names: ["when", "on_failure"] };

/** What Terraform itself defines in resources and data sources. */
const RESOURCE: Shape = {
  blocks: {
    connection: PLAIN,
    dynamic: { labels: 1, body: { blocks: { content: PLAIN }, names: ["iterator"] } },
    lifecycle: {
      body: { blocks: CONDITIONS, names: ["ignore_changes", "replace_triggered_by"] },
    },
    provisioner: { labels: 1, body: PROVISIONER },
  },
  names: ["depends_on", "provider"],
};

const BACKEND: Shape = { blocks: { workspaces: PLAIN } };

/** The blocks of a stack. Providers define those of their resources. */
export const STACK: Shape = {
  blocks: {
    terraform: {
      body: {
        blocks: {
          required_providers: PLAIN,
          backend: { labels: 1, body: BACKEND },
          cloud: { body: BACKEND },
        },
      },
    },
    provider: { labels: 1, body: { blocks: {} } },
    variable: {
      labels: 1,
      body: { blocks: { validation: PLAIN }, names: ["type"], constants: ["default"] },
    },
    locals: PLAIN,
    data: { labels: 2, body: RESOURCE },
    ephemeral: { labels: 2, body: RESOURCE },
    resource: { labels: 2, body: RESOURCE },
    module: { labels: 1, body: { blocks: {}, names: ["depends_on", "providers"] } },
    output: { labels: 1, body: { blocks: { precondition: PLAIN }, names: ["depends_on"] } },
    moved: { body: { blocks: {}, names: ["from", "to"] } },
    removed: { body: { blocks: { lifecycle: PLAIN }, names: ["from"] } },
    check: {
      labels: 1,
      body: { blocks: { data: { labels: 2, body: RESOURCE }, assert: PLAIN } },
    },
    import: { body: { blocks: {}, names: ["to", "provider"] } },
  },
};
