import { isFor } from "../../../../constructs/lambda/python/marker";

const ENVIRONMENT = {
  extra: "",
  platform_machine: "aarch64",
  python_full_version: "3.13.999",
  python_version: "3.13",
  sys_platform: "linux",
};

test.each([
  ['sys_platform == "linux"', true],
  ["sys_platform == 'win32'", false],
  ['sys_platform != "win32" and extra == ""', true],
  ['sys_platform == "win32" or platform_machine == "aarch64"', true],
  ['python_version < "3.9" and sys_platform == "win32" or extra == ""', true],
  ['python_version < "3.9" and (sys_platform == "win32" or extra == "")', false],
  ['"lin" in sys_platform', true],
  ['sys_platform not  in "win32 darwin"', true],
  // As text, 3.9 would be later than 3.13.
  ['python_version > "3.9"', true],
  ['"3.9" < python_version', true],
  ['python_version <= "3.13"', true],
  ['python_version == "3.13.0"', true],
  ['python_version != "3.13"', false],
  ['python_full_version >= "3.13.4"', true],
  ['python_full_version == "3.13.*"', true],
  ['python_full_version != "3.12.*"', true],
  ['python_version ~= "3.9"', true],
  ['python_full_version ~= "3.12.1"', false],
])("%s is %s for Python 3.13 on Linux", (marker, expected) => {
  expect(isFor(marker, ENVIRONMENT)).toBe(expected);
});

test.each([
  'platform_release == "6"',
  'sys_platform < "linux"',
  'sys_platform == "linux',
  'sys_platform == "linux" and',
  '(sys_platform == "linux"',
  'sys_platform == "linux" "linux"',
  "",
])("the marker %s can't be read", (marker) => {
  expect(() => isFor(marker, ENVIRONMENT)).toThrow(`the marker ${marker} can't be read`);
});
