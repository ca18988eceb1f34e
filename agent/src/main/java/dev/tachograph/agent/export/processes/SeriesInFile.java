package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series of one process, as far as the file is read. */
final class SeriesInFile {
  final List<CellInFile> cells = new ArrayList<>(1);
  int family;
  String @Nullable [] values;
  @Nullable LabelSet labels;
  @Nullable SeriesInFile whole;
  private @Nullable ByteBuffer in;
  private int stateAt;

  void found(ByteBuffer buffer, int at, int itsFamily, String[] itsValues) {
    in = buffer;
    stateAt = at + Layout.STATE_AT;
    family = itsFamily;
    values = itsValues;
  }

  /** Whether the series is to be shown. A new one without a number was never used. */
  boolean isInFamily() {
    ByteBuffer buffer = in;
    if (buffer == null) {
      return false;
    }
    long state = buffer.getLong(stateAt);
    if (state == Layout.NEW) {
      for (CellInFile cell : cells) {
        if (!cell.isZero()) {
          return true;
        }
      }
    }
    return state == Layout.IN_FAMILY;
  }

  /** The series that this one's numbers count for. */
  SeriesInFile target() {
    SeriesInFile target = this;
    // A file that somebody has changed may lead in circles.
    for (int steps = 0; target.whole != null && steps < 64; steps++) {
      target = target.whole;
    }
    return target;
  }
}
