package dev.tachograph.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A promise and what became of it.
 *
 * @param what is promised about
 * @param limit in words
 * @param most the highest number that keeps the promise
 * @param unit that follows each number; empty for a factor's sign
 * @param measured the number on a JDK, by its feature version; NaN if it was not measured
 */
record Budget(String what, String limit, double most, String unit, IntToDoubleFunction measured) {
  static final String MET = "met";
  static final String MISSED = "**MISSED**";
  static final String NOT_MEASURED = "not measured";

  /** Row of the table of budgets. */
  List<String> row(List<Integer> jdks) {
    List<String> cells = new ArrayList<>();
    cells.add(what);
    cells.add(limit);
    for (int jdk : jdks) {
      double value = measured.applyAsDouble(jdk);
      cells.add(Double.isNaN(value) ? "–" : Numbers.of(value) + unit);
    }
    cells.add(verdict(jdks));
    return cells;
  }

  /** Met if it is met on every JDK on which it was measured. */
  String verdict(List<Integer> jdks) {
    boolean any = false;
    for (int jdk : jdks) {
      double value = measured.applyAsDouble(jdk);
      if (value > most) {
        return MISSED;
      }
      any |= !Double.isNaN(value);
    }
    return any ? MET : NOT_MEASURED;
  }
}
