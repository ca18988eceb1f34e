package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of writers that come in between, at the worst moment. */
class CellViewTest {
  private static final int CAPACITY = 1000;
  private static final int SPARE = 24;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SPARE})
  void aSnapshotIsOfOneMoment_asLongAsWritersFillOnlySpareSlots(int meanwhile) {
    WindowCell cell = cell(5000);
    CellView view = new CellView();
    view.read(cell);
    record(cell, 5000, 5000 + meanwhile);

    long[] values = new long[CAPACITY];
    assertThat(view.copy(cell, CAPACITY, values, new long[0], 0)).isTrue();
    assertThat(values[0]).isEqualTo(4000);
    assertThat(values[CAPACITY - 1]).isEqualTo(4999);
  }

  @ParameterizedTest
  @ValueSource(ints = {SPARE + 1, 500, 5000})
  void aReaderNoticesThatWritersOverwroteWhatItCopies(int meanwhile) {
    WindowCell cell = cell(5000);
    CellView view = new CellView();
    view.read(cell);
    record(cell, 5000, 5000 + meanwhile);
    assertThat(view.copy(cell, CAPACITY, new long[CAPACITY], new long[0], 0)).isFalse();
  }

  @Test
  void aReaderNoticesAWriterThatIsStillInside() {
    WindowCell cell = cell(5000);
    CellView view = new CellView();
    view.read(cell);
    record(cell, 5000, 5000 + SPARE);
    cell.incrementAndGet();
    assertThat(view.copy(cell, CAPACITY, new long[CAPACITY], new long[0], 0)).isFalse();
  }

  @Test
  void aSnapshotIsOfOneMoment_evenIfAWriterComesInWhileCountAndSumAreRead() {
    WindowCell cell =
        new WindowCell(CAPACITY, false) {
          private int visits = 3;

          @Override
          long sum(long word) {
            if (visits-- > 0) {
              assertThat(tryRecord(10, 0)).isTrue();
              assertThat(tryRecord(10, 0)).isTrue();
            }
            return super.sum(word);
          }
        };
    CellView view = new CellView();
    view.read(cell);
    assertThat(view.count).isEqualTo(6);
    assertThat(view.sum).isEqualTo(60);
  }

  @Test
  void aWriterInsideChangesNothingThatBelongsToTheCount() {
    WindowCell cell = cell(70);
    CellView view = new CellView();
    // As far as a writer gets that stores all but the last word.
    long word = cell.get();
    assertThat(cell.tryRecord(1L << 40, 0)).isTrue();
    cell.set(word + 1);

    view.read(cell);

    assertThat(view.count).isEqualTo(70);
    assertThat(view.sum).isEqualTo(69 * 70 / 2);
    long[] values = new long[70];
    assertThat(view.copy(cell, view.available(CAPACITY), values, new long[0], 0)).isTrue();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(i);
    }
  }

  private static WindowCell cell(int records) {
    WindowCell cell = new WindowCell(CAPACITY, false);
    record(cell, 0, records);
    return cell;
  }

  private static void record(WindowCell cell, int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(cell.tryRecord(i, 0)).isTrue();
    }
  }
}
