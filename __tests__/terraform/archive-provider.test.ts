import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromBufferPromise } from "yauzl";
import type { ArchiveFileConfig } from "./support/archive-provider/archive-file";
import { readArchiveFile } from "./support/archive-provider/archive-file";

// The Terraform tests prove packaging only as far as the stand-in behaves like the provider.
describe("the stand-in for the archive provider", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "archive-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const NONE = {
    source_content: null,
    source_content_filename: null,
    source_dir: null,
    source_file: null,
    source: null,
    excludes: null,
    output_file_mode: null,
  };
  const archive = async (config: Partial<ArchiveFileConfig>) => {
    const output = path.join(folder, "out/code.zip");
    const state = await readArchiveFile({ ...NONE, type: "zip", output_path: output, ...config });
    return { ...state, entries: await entriesOf(output) };
  };

  function sourceFolder(name: string, files: Record<string, string>): string {
    const root = path.join(folder, name);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return root;
  }

  test("zips a folder's files in the order of their names, without the excluded ones", async () => {
    const source = sourceFolder("a", { "b.py": "b", "a/c.py": "c", "no/d.py": "d", "a.pyc": "" });

    const { entries } = await archive({ source_dir: source, excludes: ["no", "*.pyc"] });

    expect(Object.keys(entries)).toEqual(["a/c.py", "b.py"]);
  });

  test("zips the same files to the same hash, whatever their times and modes", async () => {
    const one = sourceFolder("one", { "a.py": "a" });
    const two = sourceFolder("two", { "a.py": "a" });
    utimesSync(path.join(two, "a.py"), 1e9, 1e9);
    chmodSync(path.join(two, "a.py"), 0o600);

    const first = await archive({ source_dir: one, output_file_mode: "0755" });
    const second = await archive({ source_dir: two, output_file_mode: "0755" });

    expect(second.output_base64sha256).toBe(first.output_base64sha256);
    expect(second.entries).toEqual({ "a.py": { text: "a", mode: 0o755 } });
  });

  test.each([
    { source: [{ filename: "index.py", content: "x = 1" }] },
    { source_content_filename: "index.py", source_content: "x = 1" },
  ])("zips texts: %j", async (config) => {
    const { entries } = await archive(config);

    expect(entries).toEqual({ "index.py": { text: "x = 1", mode: 0o644 } });
  });

  test("zips a file under its own name", async () => {
    const source = sourceFolder("f", { "index.mjs": "export {}" });

    const { entries } = await archive({ source_file: path.join(source, "index.mjs") });

    expect(Object.keys(entries)).toEqual(["index.mjs"]);
  });

  test("returns the size and hashes of the file that it wrote", async () => {
    const state = await archive({ source: [{ filename: "a", content: "a" }] });

    const { length } = readFileSync(state.output_path);
    expect(state).toMatchObject({
      output_size: length,
      output_base64sha256: Buffer.from(state.output_sha256, "hex").toString("base64"),
      id: state.output_sha,
    });
  });

  test("refuses arguments that it doesn't support", async () => {
    await expect(archive({ type: "tar.gz" })).rejects.toThrow('"tar.gz"');
    await expect(archive({})).rejects.toThrow("one of source_dir");
  });
});

async function entriesOf(file: string) {
  const zip = await fromBufferPromise(readFileSync(file));
  const entries: Record<string, { text: string; mode: number }> = {};
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      chunks.push(chunk as Buffer);
    }
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    entries[entry.fileName] = { text: Buffer.concat(chunks).toString(), mode };
  }
  return entries;
}
