// Plots. A plot is an SVG picture with a title and a description for screen readers, and a table with the numbers.

import { element, svg } from './dom.js';
import { line, scale, spread, ticks } from './scale.js';
import { Table } from './table.js';

const WIDTH = 560;
const HEIGHT = 240;
const FRAME = { left: 64, right: 20, top: 14, bottom: 34 };

let count = 0;

/**
 * A series of values, as a line or as dots.
 *
 * @param {{title: string, summary: string, points: {label: string, value: number | null}[], format?: (value: number) =>
 *          string, dots?: boolean, columns: string[]}} plan a value of null is unknown, and makes a gap in the line
 */
export function plot({ title, summary, points, format = String, dots = false, columns }) {
  const marks = ticks(Math.max(0, ...points.map(({ value }) => value ?? 0)));
  const x = scale([0, Math.max(1, points.length - 1)], [FRAME.left, WIDTH - FRAME.right]);
  const y = scale([0, marks.at(-1)], [HEIGHT - FRAME.bottom, FRAME.top]);
  const positions = points.map(({ value }, index) => (value === null ? null : [x(index), y(value)]));
  const known = positions.filter((position) => position !== null);
  // A line of one point is invisible.
  const drawn = dots || known.length === 1
    ? known.map(([cx, cy]) => svg('circle', { class: 'tenants-plot-dot', cx, cy, r: dots ? 3.5 : 4.5 }))
    : [svg('path', { class: 'tenants-plot-area', d: area(positions) }),
      svg('path', { class: 'tenants-plot-line', d: line(positions) })];
  const picture = framed(title, summary, HEIGHT, [
    marks.map((mark) => [
      svg('line', { class: 'tenants-plot-grid', x1: FRAME.left, x2: WIDTH - FRAME.right, y1: y(mark), y2: y(mark) }),
      svg('text', { class: 'tenants-plot-text', x: FRAME.left - 8, y: y(mark) + 4, 'text-anchor': 'end' }, format(mark)),
    ]),
    spread(points.length, 4).map((index, rank, all) => svg('text', {
      class: 'tenants-plot-text', x: x(index), y: HEIGHT - 10,
      'text-anchor': rank === 0 ? 'start' : rank === all.length - 1 ? 'end' : 'middle',
    }, points[index].label)),
    drawn,
  ]);
  return card(title, summary, picture, columns,
    points.filter(({ value }) => value !== null).map(({ label, value, name }) => [name ?? label, format(value)]));
}

/** The path of the area below the line. Each gap in the line is a gap in the area. */
function area(positions) {
  const floor = HEIGHT - FRAME.bottom;
  const pieces = [[]];
  positions.forEach((position) => (position === null ? pieces.push([]) : pieces.at(-1).push(position)));
  return pieces.filter((piece) => piece.length > 1)
    .map((piece) => `${line([[piece[0][0], floor], ...piece, [piece.at(-1)[0], floor]])}Z`)
    .join('');
}

/**
 * Bars, one below the other.
 *
 * @param {{title: string, summary: string, bars: {label: string, value: number, kind?: string}[],
 *          columns: string[]}} plan
 */
export function bars({ title, summary, bars: all, columns }) {
  const step = 34;
  const left = 130;
  const x = scale([0, Math.max(1, ...all.map(({ value }) => value))], [0, WIDTH - left - 70]);
  const picture = framed(title, summary, 20 + all.length * step, all.map(({ label, value, kind = 'usual' }, index) => {
    const top = 10 + index * step;
    const height = step * 0.62;
    return [
      svg('text', { class: 'tenants-plot-text', x: left - 10, y: top + height / 2 + 4, 'text-anchor': 'end' }, label),
      svg('rect', {
        class: `tenants-plot-bar tenants-${kind}`, x: left, y: top, width: Math.max(2, x(value)), height, rx: 3,
      }),
      svg('text', { class: 'tenants-plot-text', x: left + x(value) + 8, y: top + height / 2 + 4 }, String(value)),
    ];
  }));
  return card(title, summary, picture, columns, all.map(({ label, value }) => [label, String(value)]));
}

function framed(title, summary, height, content) {
  const id = `plot-${++count}`;
  return svg('svg', {
    class: 'tenants-plot', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-labelledby': `${id}-title ${id}-desc`,
  },
    svg('title', { id: `${id}-title` }, title),
    svg('desc', { id: `${id}-desc` }, summary),
    svg('g', { 'aria-hidden': 'true' }, content));
}

function card(title, summary, picture, columns, rows) {
  const table = new Table(title, columns.map((name, index) => ({ name, cell: (row) => row[index] })));
  table.show(rows);
  return element('section', { class: 'pf-v5-c-card', 'aria-label': title },
    element('div', { class: 'pf-v5-c-card__title' }, element('h2', { class: 'pf-v5-c-card__title-text' }, title)),
    element('div', { class: 'pf-v5-c-card__body' },
      element('p', { class: 'tenants-summary' }, summary),
      picture,
      element('details', { class: 'tenants-numbers' },
        element('summary', {}, 'As a table'),
        // The element can get the focus, so that people can scroll with the keyboard.
        element('div', { class: 'tenants-scroll', tabindex: '0', role: 'group', 'aria-label': `${title}, as a table` },
          table.element))));
}
