/**
 * Whether a string matches a pattern, in which `*` matches any string and `?` any character. Only the
 * last `*` is ever retried, so the time is bounded by the product of the two lengths.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  if (pattern === text || pattern === "*") {
    return true;
  }
  if (!/[*?]/.test(pattern)) {
    return false;
  }
  let at = 0;
  let next = 0;
  let star = -1;
  let starred = 0;
  while (next < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      starred = next;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[next])) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++starred;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") {
    at++;
  }
  return at === pattern.length;
}

const ARN_PARTS = 6;

/**
 * Whether an ARN matches a pattern. The six parts are compared separately, so a `*` doesn't cross a
 * colon. The last part contains the rest, with slashes and colons.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === "*") {
    return true;
  }
  const patterns = arnParts(pattern);
  const parts = arnParts(arn);
  return (
    patterns.length === ARN_PARTS &&
    parts.length === ARN_PARTS &&
    patterns.every((one, at) => matchesWildcards(one, parts[at] ?? ""))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  const leading = parts.slice(0, ARN_PARTS - 1);
  return parts.length < ARN_PARTS ? parts : [...leading, parts.slice(ARN_PARTS - 1).join(":")];
}
