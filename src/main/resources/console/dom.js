// Elements, built one by one. What people have typed becomes text and attributes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name of the element
 * @param attributes functions are listeners, true and false are what an attribute is there for or not
 * @param children elements, texts, lists of them; null and undefined are left out
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for pictures. */
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
