/** What tools and editors leave beside code. It is in no zip, so no machine's tools change one. */
const LITTER: readonly RegExp[] = [
  /^__pycache__$/,
  /\.py[co]$/,
  /^\.(mypy|pytest|ruff)_cache$/,
  /^\.(git|hg|svn|idea|vscode)$/,
  /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/,
  /^\._/,
  /\.sw[a-p]$/,
  /~$/,
  /^\.?#/,
];

/** Whether a path inside a code folder, with slashes, is such litter. */
export function isLitter(name: string): boolean {
  const entry = name.slice(name.lastIndexOf("/") + 1);
  return LITTER.some((pattern) => pattern.test(entry)) || /(^|\/)node_modules\/\.cache$/.test(name);
}
