package dev.tachograph.agent.export.adopt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family of the application's, in terms of the JDK alone: the application's library and the
 * agent's have classes of the same names. Not thread-safe.
 */
public final class AdoptedFamily {
  /** The kinds of the Prometheus model. */
  public enum Kind {
    COUNTER,
    GAUGE,
    SUMMARY,
    HISTOGRAM,
    GAUGE_HISTOGRAM,
    INFO,
    STATE_SET,
    UNKNOWN
  }

  public final Kind kind;

  /** The model's name, without {@code _total} or {@code _info}. */
  public final String name;

  public final @Nullable String help;

  /** The unit, with which the name ends; or null. */
  public @Nullable String unit;

  /** The name to which formats add suffixes that are missing; null if it is {@link #name}. */
  public @Nullable String expositionName;

  /** The name that the application gave it; null if it is {@link #name}. */
  public @Nullable String originalName;

  public final List<AdoptedPoint> points = new ArrayList<>();

  public AdoptedFamily(Kind kind, String name, @Nullable String help) {
    this.kind = kind;
    this.name = name;
    this.help = help;
  }
}
