// How numbers are shown. A number that nobody knows is a dash.

export const NONE = '–';

const known = (value) => typeof value === 'number' && Number.isFinite(value);

export function time(seconds) {
  if (!known(seconds)) return NONE;
  if (seconds === 0) return '0';
  if (seconds < 0.000995) return `${digits(seconds * 1e6)} µs`;
  if (seconds < 0.9995) return `${digits(seconds * 1e3)} ms`;
  return seconds < 120 ? `${digits(seconds)} s` : `${digits(seconds / 60)} min`;
}

// Three digits are as many as anybody reads.
function digits(value) {
  return value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

export function rate(perSecond) {
  if (!known(perSecond)) return NONE;
  if (perSecond === 0) return '0';
  if (perSecond < 0.01) return '< 0.01';
  return perSecond < 9.995 ? perSecond.toFixed(2) : perSecond < 99.95 ? perSecond.toFixed(1) : whole(perSecond);
}

export function share(value) {
  if (!known(value)) return NONE;
  if (value === 0) return '0 %';
  return value < 0.001 ? '< 0.1 %' : `${(100 * value).toFixed(value < 0.0995 ? 1 : 0)} %`;
}

export function whole(value) {
  return known(value) ? Math.round(value).toLocaleString('en-US').replaceAll(',', ' ') : NONE;
}

export function bytes(value) {
  if (!known(value)) return NONE;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let left = value;
  while (left >= 1023.5 && unit < units.length - 1) {
    left /= 1024;
    unit++;
  }
  return `${unit === 0 ? Math.round(left) : digits(left)} ${units[unit]}`;
}

export function ago(millis) {
  if (!known(millis)) return NONE;
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 2) return 'now';
  if (seconds < 90) return `${seconds} s ago`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;
}

export function clock(millis, withSeconds = true) {
  const date = new Date(millis);
  const two = (n) => String(n).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}${withSeconds ? `:${two(date.getSeconds())}` : ''}`;
}
