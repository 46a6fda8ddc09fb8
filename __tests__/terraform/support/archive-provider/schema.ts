/** The schema of the data source `archive_file` of hashicorp/archive 2.7.1, as plugin protocol 5 tells it. */

interface Attribute {
  readonly name: string;
  readonly type: Buffer;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
}

const ofType = (type: unknown, use: Omit<Attribute, "name" | "type">) => (name: string) => ({
  name,
  type: Buffer.from(JSON.stringify(type)),
  ...use,
});

const requiredText = ofType("string", { required: true });
const optionalText = ofType("string", { optional: true });
const computedText = ofType("string", { computed: true });

const attributes: readonly Attribute[] = [
  ...["type", "output_path"].map(requiredText),
  ...[
    "source_content",
    "source_content_filename",
    "source_dir",
    "source_file",
    "output_file_mode",
  ].map(optionalText),
  ofType("bool", { optional: true })("exclude_symlink_directories"),
  ofType(["set", "string"], { optional: true })("excludes"),
  ...[
    "id",
    "output_base64sha256",
    "output_base64sha512",
    "output_md5",
    "output_sha",
    "output_sha256",
    "output_sha512",
  ].map(computedText),
  ofType("number", { computed: true })("output_size"),
];

const source = {
  type_name: "source",
  nesting: "SET",
  block: { version: 0, attributes: ["content", "filename"].map(requiredText), block_types: [] },
};

export const providerSchema = {
  provider: { version: 0, block: { version: 0, attributes: [], block_types: [] } },
  data_source_schemas: {
    archive_file: { version: 0, block: { version: 0, attributes, block_types: [source] } },
  },
};
