const { Script } = require("node:vm");

/**
 * Does what `vm.compileFunction` does, but compiles a file once for all contexts, as long as its
 * source is the same. Jest gives each test file a context and modules of its own; to compile
 * all modules again for it takes a third of the time of a test that synthesises.
 */
exports.sharedScripts = () => {
  const compiled = new Map();

  const scriptOf = (source, parameters, filename) => {
    // Before the first line of the source, for stack traces to have its line numbers.
    const opening = `(function (${parameters.join(", ")}) {`;
    const known = compiled.get(filename);
    if (known?.source === source && known.opening === opening) {
      return known.script;
    }
    const script = new Script(`${opening}${source}\n})`, {
      filename,
      columnOffset: -opening.length,
    });
    compiled.set(filename, { source, opening, script });
    return script;
  };

  return (source, parameters, { filename, parsingContext }) =>
    scriptOf(source, parameters, filename).runInContext(parsingContext);
};
