// Clue text is written by anybody: it enters the page as text only, never as markup.

/** An element with attributes and children; strings become text nodes. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  Object.keys(attributes).forEach(key => {
    const value = attributes[key];
    if (value === null || value === undefined || value === false) {
      return;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  });
  append(element, children);
  return element;
}

function append(element, children) {
  children.forEach(child => {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  });
}

/** Puts the children in place of what the element held. */
export function fill(element, ...children) {
  element.textContent = '';
  append(element, children);
}
