package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.FamilyRecord;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;

/** Describes the families of a registry in the file of this process. */
public final class RegistryFile {
  /** Decides how gauges of several processes are merged. */
  public interface Modes {
    /** The mode of the family of this name. */
    GaugeMode mode(String family);
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
    return family(name, help, code(kind));
  }

  /**
   * @param kind one of the codes of {@link Layout}
   */
  public FamilyRecord family(String name, String help, int kind) {
    return new FamilyRecord(file, kind, mode(name, kind), name, help);
  }

  /** A family of one number of each series of a timer. */
  FamilyRecord derived(
      FamilyRecord timer, String name, String help, SeriesKind kind, OutcomeCount count) {
    int code = code(kind);
    return timer.derived(code, mode(name, code), name, help, count.ordinal() + 1);
  }

  private int mode(String name, int kind) {
    return kind == Layout.GAUGE_FAMILY || kind == Layout.UP_DOWN_FAMILY
        ? modes.mode(name).code()
        : 0;
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
