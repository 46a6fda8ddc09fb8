import { constants, generateKeyPairSync, publicEncrypt } from "node:crypto";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { literal } from "../../../constructs/core/literal";
import { expressions, surroundings } from "../../support/terraform-expressions";
import { valueOf } from "./support";

test.each(expressions)("%s has the value that Terraform gives it", (text, value) => {
  expect(valueOf(text, surroundings)).toEqual(value);
});

test("base64gzip compresses", () => {
  const value = valueOf('${base64gzip("äbc")}');

  expect(gunzipSync(Buffer.from(String(value), "base64")).toString()).toBe("äbc");
});

test("rsadecrypt decrypts what was encrypted with the public key, and nothing else", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const encrypted = (padding: number, text: Buffer) =>
    publicEncrypt({ key: publicKey, padding }, text).toString("base64");
  const decrypted = (text: string) =>
    valueOf('${try(rsadecrypt(local.text, local.key), "refused")}', { locals: { text, key } });

  expect(decrypted(encrypted(constants.RSA_PKCS1_PADDING, Buffer.from("päss")))).toBe("päss");
  expect(decrypted(encrypted(constants.RSA_NO_PADDING, Buffer.alloc(128, 1)))).toBe("refused");
});

test("any text survives the way through Terraform's escapes", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[${}%]{0,8}$/)),
      (text) => valueOf(literal(text)) === text,
    ),
    { numRuns: 60 },
  );
});

test.each([
  ["${1 +}", "expected a name"],
  ['${nosuchfunction("a")}', 'the function "nosuchfunction" is not supported'],
  ['${map("a", 1)}', 'Terraform has no function "map" since version 0.15: use tomap({...})'],
  ['${try(issensitive("a"), "")}', 'the function "issensitive" is not supported'],
  ['${textencodebase64("a", "Big5")}', 'the encoding "Big5" is not supported'],
  ['${provider::aws::arn_parse("a")}', 'the function "provider::aws::arn_parse" is not supported'],
  ["${aws_x.missing.id}", "there is no aws_x.missing in the stack"],
  ["${some_thing.it.computed}", "known only after an apply"],
  ["${jsonencode(some_thing.it)}", "some_thing.it is used as a whole"],
  ["${local.missing}", "there is no local.missing in the stack"],
  ["${var.missing}", "there is no variable missing in the stack"],
  ["${module.net.id}", "there is no module.net in the stack"],
  ["${each.key}", "each.key has no meaning here"],
  ["${some_thing.it.value}", "refers to itself"],
  ['${regex("a(?s)b", "")}', 'the pattern "a(?s)b" is not supported'],
  ["${<<EOT\nx\n}", 'expected the line "EOT" at line 3, character 2'],
  ["${<<EOT x\nEOT\n}", "expected a heredoc's marker and a new line"],
  ["%{ if true }x%{ endfor }", "unexpected endfor"],
  ["%{ if true }x", "expected endif"],
])("%s is refused with the resource, the attribute and the reason", (text, reason) => {
  const read = () => valueOf(text);

  expect(read).toThrow("some_thing.it: value can't be resolved");
  expect(read).toThrow(reason);
});
