package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.FamilyRecord;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;

/** Describes the families of a registry in the file of this process. */
public final class RegistryFile {
  /** Decides how gauges of several processes are merged. */
  public interface Modes {
    /**
     * The mode of the family of this name.
     *
     * @param counts whether its values count something, so that they can be added up
     */
    GaugeMode mode(String family, boolean counts);
  }

  private final ValuesFile file;
  private final Modes modes;

  public RegistryFile(ValuesFile file, Modes modes) {
    this.file = file;
    this.modes = modes;
  }

  public ValuesFile file() {
    return file;
  }

  /** A family of this kind, which gets its place in the file with its first series. */
  public FamilyRecord family(String name, String help, SeriesKind kind) {
    return new FamilyRecord(file, code(kind), mode(name, kind, false), name, help);
  }

  /**
   * A family whose values are put into the file now and then.
   *
   * @param kind one of the codes of {@link Layout}
   */
  public FamilyRecord sampled(String name, String help, int kind) {
    int mode = kind == Layout.GAUGE_FAMILY ? modes.mode(name, true).code() : 0;
    return new FamilyRecord(file, kind, mode, name, help);
  }

  /** A family of this kind whose values are put into the file now and then. */
  public FamilyRecord sampled(String name, String help, SeriesKind kind) {
    return sampled(name, help, code(kind));
  }

  /** A family of one number of each series of a timer. */
  FamilyRecord derived(
      FamilyRecord timer, String name, String help, SeriesKind kind, OutcomeCount count) {
    int mode = mode(name, kind, true);
    return timer.derived(code(kind), mode, name, help, count.ordinal() + 1);
  }

  private int mode(String name, SeriesKind kind, boolean counts) {
    switch (kind) {
      case GAUGE:
        return modes.mode(name, counts).code();
      case UP_DOWN_COUNTER:
        return modes.mode(name, true).code();
      default:
        return 0;
    }
  }

  private static int code(SeriesKind kind) {
    switch (kind) {
      case COUNTER:
        return Layout.COUNTER_FAMILY;
      case INFO:
        return Layout.INFO_FAMILY;
      case GAUGE:
        return Layout.GAUGE_FAMILY;
      case UP_DOWN_COUNTER:
        return Layout.UP_DOWN_FAMILY;
      case TIMER:
        return Layout.TIMER_FAMILY;
      case SIZE_HISTOGRAM:
        return Layout.SIZE_FAMILY;
    }
    throw new IllegalArgumentException("a family of kind " + kind);
  }
}
