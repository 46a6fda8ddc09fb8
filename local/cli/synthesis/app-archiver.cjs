// CDKTF loads a library for zip archives, with 200 modules, that only a process of its own uses.
const Module = require("node:module");

const IMPORTER = /\/node_modules\/cdkt[fn]\/lib\/private\/fs\.js$/;

/** From now on, CDKTF's `archiver` is loaded when it is called. */
exports.deferArchiver = () => {
  const { _load: load } = Module;
  Module._load = function (...request) {
    const [name, importer] = request;
    return name === "archiver" && IMPORTER.test(importer?.filename)
      ? (...args) => Reflect.apply(load, this, request)(...args)
      : Reflect.apply(load, this, request);
  };
};
