// What the agent has sent: every series with its values over time. A sample names only series that have changed, so
// a value holds until the next one.

const SUMMARY = 2;
const NATIVE = 4;

export class Store {
  constructor() {
    this.reset('');
  }

  reset(id) {
    this.id = id;
    this.last = 0;
    this.families = [];
    this.byName = new Map();
    this.series = [];
    this.start = 0;
    this.times = [];
    this.now = 0;
    this.keep = 600000;
    this.omitted = 0;
    this.interval = 2000;
  }

  query() {
    return `id=${this.id}&since=${this.last}&families=${this.families.length}&series=${this.series.length}`;
  }

  // Takes an answer, and tells whether it begins a new recording.
  accept(answer) {
    const begins = answer.base !== undefined;
    if (begins) this.reset(answer.id);
    Object.assign(this, { keep: answer.keep, interval: answer.interval, omitted: answer.omitted });
    for (const [name, type, help, levels] of answer.families) {
      const family = { name, type, help, levels, series: [] };
      this.families.push(family);
      this.byName.set(name, family);
    }
    for (const [number, ...pairs] of answer.series) {
      const labels = {};
      for (let i = 0; i < pairs.length; i += 2) labels[pairs[i]] = pairs[i + 1];
      const series = { family: this.families[number], labels, times: [], values: [] };
      series.family.series.push(series);
      this.series.push(series);
    }
    if (begins) {
      this.start = answer.base[0];
      this.times.push(this.start);
      this.take(answer.base, 1, this.start);
    }
    for (const sample of answer.samples) {
      [this.last, this.now] = sample;
      if (this.times.at(-1) !== this.now) this.times.push(this.now);
      this.take(sample, 2, this.now);
    }
    this.forget();
    return begins;
  }

  take(list, from, time) {
    for (let i = from; i < list.length; i += 2) {
      const series = this.series[list[i]];
      series.times.push(time);
      series.values.push(list[i + 1]);
    }
  }

  forget() {
    const oldest = this.now - this.keep;
    if (this.start >= oldest) return;
    this.start = oldest;
    this.times = this.times.filter((time) => time >= oldest);
    for (const series of this.series) {
      // The last value before the start still holds at the start.
      let drop = 0;
      while (drop + 1 < series.times.length && series.times[drop + 1] <= oldest) drop++;
      if (drop > 0) {
        series.times.splice(0, drop);
        series.values.splice(0, drop);
      }
    }
  }

  all(name) {
    return this.byName.get(name)?.series ?? [];
  }

  // The series that exist now.
  live(name) {
    return this.all(name).filter((series) => at(series, this.now) !== null);
  }

  help(name) {
    return this.byName.get(name)?.help ?? '';
  }

  // When a window ends that is as long as this one, or as long as there is something to see.
  from(windowMillis) {
    return Math.max(this.start, this.now - windowMillis);
  }
}

// The values at a time, or null if there was no such series.
export function at(series, time) {
  let low = 0;
  let high = series.times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  const values = low > 0 ? series.values[low - 1] : null;
  return values === null || values.length === 0 ? null : values;
}

export function value(series, time) {
  return at(series, time)?.[0] ?? null;
}

// What was there before the first value. A series of the agent begins with its first event; those of the JVM
// begin when somebody looks.
function before(series, index) {
  const late = series.family.name.startsWith('jvm_') || series.family.name.startsWith('process_');
  return late && series.values.length > 0 ? series.values[0][index] ?? 0 : 0;
}

export function gain(series, from, to, index = 0) {
  const now = at(series, to)?.[index];
  if (now === undefined || now === null) return 0;
  return Math.max(0, now - (at(series, from)?.[index] ?? before(series, index)));
}

export function sum(list, of) {
  let total = 0;
  for (const one of list) total += of(one) ?? 0;
  return total;
}

// A quantile of one timer in seconds; null if it is not known. A summary has that of its latest observations,
// a histogram that of the window.
export function quantile(series, q, from, to) {
  const now = at(series, to);
  if (now === null) return null;
  if (series.family.type === 'summary') {
    const level = series.family.levels.indexOf(q);
    return level < 0 ? null : now[SUMMARY + level] ?? null;
  }
  return ofBuckets(buckets(series, from, to), q);
}

// The observations between two times, as [lower bound, upper bound, number].
export function buckets(series, from, to) {
  const now = at(series, to);
  const old = at(series, from);
  if (now === null) return [];
  if (series.family.type === 'histogram') {
    return series.family.levels.map((bound, i) => [
      i === 0 ? 0 : series.family.levels[i - 1],
      bound,
      now[SUMMARY + i] - (old?.[SUMMARY + i] ?? 0),
    ]);
  }
  if (series.family.type !== 'native') return [];
  const past = new Map();
  for (let i = NATIVE; old !== null && i < old.length; i += 2) past.set(old[i], old[i + 1]);
  const list = [[0, 0, now[3] - (old?.[3] ?? 0)]];
  for (let i = NATIVE; i < now.length; i += 2) {
    const bound = (index) => 2 ** (index * 2 ** -now[2]);
    list.push([bound(now[i] - 1), bound(now[i]), now[i + 1] - (past.get(now[i]) ?? 0)]);
  }
  return list;
}

function ofBuckets(list, q) {
  const total = sum(list, (bucket) => bucket[2]);
  if (total === 0) return null;
  let left = q * total;
  for (const [lower, upper, number] of list) {
    if (left <= number && number > 0) return upper === null ? lower : lower + ((upper - lower) * left) / number;
    left -= number;
  }
  return list.at(-1)[0];
}

// Points of a line: the values of a function between samples, of which it skips some if there are many.
export function line(store, from, points, of) {
  const times = store.times.filter((time) => time >= from);
  const step = Math.max(1, Math.ceil((times.length - 1) / points));
  const list = [];
  for (let i = times.length - 1; i > 0; i -= step) {
    list.push([times[i], of(times[Math.max(0, i - step)], times[i])]);
  }
  return list.reverse();
}
