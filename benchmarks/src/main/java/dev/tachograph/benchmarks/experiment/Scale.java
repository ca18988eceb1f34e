package dev.tachograph.benchmarks.experiment;

/** How long to measure: a quick run tells the order of things, a full one their size. */
public enum Scale {
  QUICK,
  FULL;

  /** One of two numbers. */
  public int of(int quick, int full) {
    return this == QUICK ? quick : full;
  }
}
