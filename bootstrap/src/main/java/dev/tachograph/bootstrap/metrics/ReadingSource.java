package dev.tachograph.bootstrap.metrics;

/**
 * Supplies the values of a family at each scrape. The values cost nothing between scrapes, and
 * disappear together with the measured objects.
 */
public interface ReadingSource {
  /** Called at every scrape, on the exporter's thread. */
  void read(Readings readings);
}
