// From values to positions in a picture.

/** @returns {(value: number) => number} maps from..to onto start..end; everything onto start if the extent is zero */
export function scale([from, to], [start, end]) {
  const extent = to - from;
  return (value) => (extent === 0 ? start : start + ((value - from) / extent) * (end - start));
}

/** Round numbers from 0 to at least the largest value, in about the given steps: 1, 2 or 5 times a power of ten apart. */
export function ticks(largest, steps = 4) {
  const rough = Math.max(largest, 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) * power);
  const count = Math.ceil(Math.max(largest, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The path of a line through points; a null ends one piece and begins the next. */
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

/** Up to count of a list's indexes at even distances, with the first and the last. */
export function spread(length, count) {
  if (length <= count) {
    return Array.from({ length }, (_, index) => index);
  }
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}
