// Lines as SVG. A hundred and fifty lines of our own do what the page needs; a library would be most of its size.

import { h, svg } from './dom.js';
import { clock } from './numbers.js';

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 62;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 22;

// A small line without axes. The numbers are in the cells beside it.
export function sparkline(points) {
  const width = 96;
  const height = 20;
  const values = points.map(([, value]) => value ?? 0);
  const top = Math.max(...values, 0) || 1;
  const x = (i) => (values.length < 2 ? width : (i * width) / (values.length - 1));
  const y = (value) => height - 1.5 - ((height - 3) * value) / top;
  const path = values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return svg('svg', { class: 'spark', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' },
    values.length > 1 ? svg('path', { class: 'area', d: `${path}L${width} ${height}L0 ${height}Z` }) : null,
    svg('path', { class: 'stroke', d: path || 'M0 18.5' }));
}

// Round numbers between 0 and the top, of which few fit.
function ticks(top, wanted) {
  const raw = top / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= raw);
  const list = [];
  for (let tick = 0; tick <= top * 1.0001; tick += step) list.push(tick);
  return list;
}

function pathOf(points, x, y) {
  let path = '';
  let pen = 'M';
  for (const [time, value] of points) {
    if (value === null || value === undefined) {
      pen = 'M';
    } else {
      path += `${pen}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}

// Lines over time with axes, and the values under the pointer in the legend.
export function lineChart({ title, lines, from, to, format, limit = null, legend = true }) {
  const shown = lines.filter((one) => one.points.some(([, value]) => value !== null && value !== undefined));
  const values = shown.flatMap((one) => one.points.map(([, value]) => value ?? 0));
  const top = (Math.max(...values, limit ?? 0, 0) || 1) * 1.05;
  const x = (time) => LEFT + ((WIDTH - LEFT - RIGHT) * (time - from)) / Math.max(1, to - from);
  const y = (value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / top;
  const cursor = svg('line', { class: 'cursor', y1: TOP, y2: HEIGHT - BOTTOM, x1: -9, x2: -9 });
  const readings = shown.map((one) => h('b', {}, format(one.points.at(-1)[1])));
  const when = h('span', { class: 'when' });
  const summary = shown.map((one) => `${one.name} ${format(one.points.at(-1)[1])}`).join(', ');
  const picture = svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `${title}: ${summary || 'no data yet'}` },
    ...ticks(top, 4).flatMap((tick) => [
      svg('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick) }),
      svg('text', { class: 'axis', x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, format(tick)),
    ]),
    ...[0, 0.5, 1].map((part) => svg('text', {
      class: 'axis', x: LEFT + (WIDTH - LEFT - RIGHT) * part, y: HEIGHT - 6,
      'text-anchor': part === 0 ? 'start' : part === 1 ? 'end' : 'middle',
    }, clock(from + (to - from) * part))),
    limit === null ? null : svg('line', { class: 'limit', x1: LEFT, x2: WIDTH - RIGHT, y1: y(limit), y2: y(limit) }),
    ...shown.map((one) => svg('path', { class: `stroke ${one.tone}`, d: pathOf(one.points, x, y) })),
    cursor);
  const read = (event) => {
    const box = picture.getBoundingClientRect();
    const time = from + ((((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT)) * (to - from);
    const nearest = (points) => points.reduce((a, b) => (Math.abs(b[0] - time) < Math.abs(a[0] - time) ? b : a));
    shown.forEach((one, i) => { readings[i].textContent = format(nearest(one.points)[1]); });
    if (shown.length > 0) {
      const at = nearest(shown[0].points)[0];
      cursor.setAttribute('x1', x(at));
      cursor.setAttribute('x2', x(at));
      when.textContent = clock(at);
    }
  };
  picture.addEventListener('pointermove', read);
  return h('figure', { class: 'figure' },
    h('figcaption', {}, h('span', { class: 'title' }, title),
      ...(legend ? shown.map((one, i) => h('span', { class: `legend ${one.tone}` }, `${one.name} `, readings[i])) : []), when),
    picture);
}

// Bars that lie: a name, a share of the whole, and what it stands for.
export function bars(list, label) {
  const top = Math.max(...list.map((one) => one.share), 0.0001);
  return h('table', { class: 'bars' },
    h('caption', {}, label),
    h('tbody', {}, ...list.map((one) => h('tr', {},
      h('th', { scope: 'row' }, one.name),
      h('td', { class: 'of' }, svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('rect', { class: 'bar', x: 0, y: 0, height: 10, width: Math.max(0.5, (100 * one.share) / top) }))),
      h('td', { class: 'num' }, one.text)))));
}
