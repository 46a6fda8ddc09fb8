export {
  renderTemplate,
  type RenderedTemplate,
  type RenderOptions,
  type TemplateSource,
} from "./template/render-template";
