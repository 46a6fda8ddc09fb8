import { createHash } from "node:crypto";
import path from "node:path";
import { resolved, valueOf } from "./support";

const files = { "greeting.txt": "hello" };
const hash = (algorithm: string, encoding: "hex" | "base64", text: string) =>
  createHash(algorithm).update(text).digest(encoding);

test.each(["local_file", "local_sensitive_file"])(
  "a data source %s has the content of its file",
  (type) => {
    const data = { [type]: { f: { filename: "${path.module}/greeting.txt" } } };
    const attribute = (name: string) =>
      valueOf(`\${data.${type}.f.${name}}`, { data, files }) as unknown;

    expect(attribute("content")).toBe("hello");
    expect(attribute("content_base64")).toBe("aGVsbG8=");
    expect(attribute("content_base64sha256")).toBe(hash("sha256", "base64", "hello"));
    expect(attribute("id")).toBe(hash("sha1", "hex", "hello"));
  },
);

test.each([
  [{ content: "a" }, "a"],
  [{ content_base64: "Yg==" }, "b"],
  [{ sensitive_content: "c" }, "c"],
  [{ source: "greeting.txt" }, "hello"],
])("the hashes of a local_file with %j are those of its content", (attributes, content) => {
  const resource = { local_file: { f: { filename: "out.txt", ...attributes } } };

  expect(valueOf("${local_file.f.content_md5}", { resource, files })).toBe(
    hash("md5", "hex", content),
  );
});

test("a data source has the content that a local_file of the stack writes", () => {
  const resource = { local_file: { f: { filename: "out.txt", content: "written" } } };
  const data = { local_file: { f: { filename: "${local_file.f.filename}" } } };

  expect(valueOf("${data.local_file.f.content}", { resource, data })).toBe("written");
});

test("the file of a data source is watched, and refused if it is missing", () => {
  const stack = resolved({ data: { local_file: { f: { filename: "a.txt" } } } });
  const [file] = stack.ofType("data.local_file");

  expect(() => file?.string("content")).toThrow(
    /^data\.local_file\.f\.filename: .*a\.txt can't be read: ENOENT/,
  );
  expect([...stack.files]).toEqual([path.join(stack.folder, "a.txt")]);
});
