// Converts values to positions in a picture.

/**
 * @returns {(value: number) => number} a function that maps the range from..to to the range start..end. If from equals
 *          to, the function always returns start
 */
export function scale([from, to], [start, end]) {
  const extent = to - from;
  return (value) => (extent === 0 ? start : start + ((value - from) / extent) * (end - start));
}

/**
 * The numbers on the axis of a plot. The first is 0, the last is at least the largest value, and the distance is 1, 2
 * or 5 times a power of ten.
 *
 * @param {number} steps the approximate number of distances
 */
export function ticks(largest, steps = 4) {
  const rough = Math.max(largest, 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) * power);
  const count = Math.ceil(Math.max(largest, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The path of a line through the points. A null makes a gap in the line. */
export function line(points) {
  let pen = 'M';
  const parts = [];
  for (const point of points) {
    if (point === null) {
      pen = 'M';
    } else {
      parts.push(`${pen}${point.map((coordinate) => coordinate.toFixed(1)).join(',')}`);
      pen = 'L';
    }
  }
  return parts.join('');
}

/** Returns at most count indexes of a list at even distances, including the first and the last index. */
export function spread(length, count) {
  if (length <= count) {
    return Array.from({ length }, (_, index) => index);
  }
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}
