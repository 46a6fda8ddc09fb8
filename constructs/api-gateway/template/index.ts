export { readMappingTemplates } from "./check-template";
export { readTemplates, Template, TEMPLATES_KIND, type Templates } from "./template";
