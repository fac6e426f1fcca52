// Numbers, sizes and times for people.

const NUMBER = new Intl.NumberFormat('en');
const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export function number(value) {
  return NUMBER.format(value);
}

/** A size in units of 1000 bytes, and with one decimal if the number is below 10: 830 bytes, 1.2 MB, 48 GB. */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** @param {string} iso a date or a time in ISO 8601 */
export function date(iso) {
  return DATE.format(new Date(iso));
}

/** @param {string} iso a time in ISO 8601; the returned text is in the browser's time zone */
export function time(iso) {
  return TIME.format(new Date(iso));
}

/** A rounded duration, such as 40 s, 12 min or 3 h. */
export function duration(seconds) {
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** A number with its noun in the singular or plural, such as "1 tenant" or "2 tenants". */
export function counted(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Makes a tenant's name from the display name: at most 63 lowercase letters, digits and single hyphens. */
export function suggestedName(displayName) {
  return displayName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
