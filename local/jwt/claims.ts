/** The claims of a token: any JSON values by name. */
export type JwtClaims = Readonly<Record<string, unknown>>;

/** The scopes of a token, from its claim `scp` (a list or a text) or, without it, from `scope`. */
export function scopesOf({ scp, scope }: JwtClaims): string[] {
  const scopes = scp ?? scope;
  if (Array.isArray(scopes)) {
    return scopes.map(String);
  }
  return typeof scopes === "string" ? scopes.split(/\s+/).filter(Boolean) : [];
}
