/**
 * Replaces the library by which cdktf writes archives, in a process of its own: each test file
 * that imports cdktf would load 200 modules for nothing.
 */
module.exports = () => {
  throw new Error("Tests don't load archiver.");
};
