package dev.tachograph.bootstrap.metrics;

/**
 * Tells the values of a family whenever somebody asks for them, so that they cost nothing in
 * between and disappear with what they tell of.
 */
public interface ReadingSource {
  /** Called at every scrape, on the thread of the exporter. */
  void read(Readings readings);
}
