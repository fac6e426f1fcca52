// Creates elements. Text from people becomes text nodes and attributes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name of the element
 * @param attributes a function is a listener; true adds the attribute, false and null leave it out
 * @param children elements, texts and lists of these; null and undefined are left out
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Creates an SVG element. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(attribute, value);
    } else if (value === true) {
      made.setAttribute(attribute, '');
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(attribute, value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button in PatternFly's look, such as "primary", "secondary", "danger", "link" or "plain". */
export function button(text, kind, attributes = {}) {
  return element('button', { type: 'button', class: `pf-v5-c-button pf-m-${kind}`, ...attributes }, text);
}
