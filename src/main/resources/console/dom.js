// Creates elements. A text becomes a text node or the value of an attribute, but never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {string} name the element's name
 * @param attributes values by name: a function is added as a listener, true adds the attribute without a value, and
 *        false, null or undefined add nothing
 * @param children elements, texts and lists of elements and texts; null and undefined are left out
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

/** @param {string} kind one of PatternFly's kinds of buttons: primary, secondary, danger, link or plain */
export function button(text, kind, attributes = {}) {
  return element('button', { type: 'button', class: `pf-v5-c-button pf-m-${kind}`, ...attributes }, text);
}
