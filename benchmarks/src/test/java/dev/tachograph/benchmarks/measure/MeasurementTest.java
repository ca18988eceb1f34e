package dev.tachograph.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
  @Test
  void isReadBackAsItWasWritten() {
    Measurement written = Measurement.of("record: 1 thread", "ours", "ns", 17, Sample.of(1.5, 2));
    assertThat(Measurement.parse(written.toLine())).isEqualTo(written);
  }

  @Test
  void keepsWhatIsNoNumber() {
    Measurement never =
        Measurement.of("reaction", "theirs", "s", 17, Sample.of(Double.POSITIVE_INFINITY));
    assertThat(Measurement.parse(never.toLine()).median()).isInfinite();
  }

  @Test
  void refusesAnyOtherLine() {
    assertThatIllegalArgumentException().isThrownBy(() -> Measurement.parse("a\tb"));
  }

  @Test
  void givesTheWholeRangeOfAFewValuesAndTheMiddleOfMany() {
    Sample many = new Sample();
    for (int i = 0; i <= 100; i++) {
      many.add(i);
    }
    assertThat(Measurement.of("e", "c", "ns", 17, Sample.of(1, 2, 9)).high()).isEqualTo(9);
    assertThat(Measurement.of("e", "c", "ns", 17, many).high()).isEqualTo(90);
  }

  @Test
  void laterResultsReplaceEarlierOnes(@TempDir Path directory) throws IOException {
    Results earlier = new Results();
    earlier.add("e", "c", "ns", 17, 1);
    earlier.add("e", "c", "ns", 25, 1);
    Results later = new Results();
    later.add("e", "c", "ns", 17, 2);
    Path file = directory.resolve("new/later.tsv");
    later.write(file);
    earlier.addAll(Results.read(file));
    assertThat(earlier.all()).hasSize(2);
    assertThat(earlier.median("e", "c", "ns", 17)).hasValue(2);
    assertThat(earlier.median("e", "c", "ns", 25)).hasValue(1);
    assertThat(earlier.median("e", "d", "ns", 17)).isEmpty();
    assertThat(earlier.jdks()).containsExactly(17, 25);
  }
}
