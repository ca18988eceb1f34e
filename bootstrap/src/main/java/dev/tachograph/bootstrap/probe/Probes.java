package dev.tachograph.bootstrap.probe;

import org.jspecify.annotations.Nullable;

/** Connects the probes to the catalogue, once, before anything is woven. */
public final class Probes {
  private static volatile @Nullable Catalogue installed;

  private Probes() {}

  public static void install(Catalogue catalogue) {
    installed = catalogue;
  }

  /** The catalogue in use. */
  static Catalogue catalogue() {
    Catalogue catalogue = installed;
    if (catalogue == null) {
      throw new IllegalStateException("woven code ran before a catalogue was installed");
    }
    return catalogue;
  }

  /**
   * How a Throwable is named in a label: by its simple class name, never by its message, of which
   * there may be any number.
   */
  static String exceptionLabel(Throwable failure) {
    String simple = failure.getClass().getSimpleName();
    if (!simple.isEmpty()) {
      return simple;
    }
    String name = failure.getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
