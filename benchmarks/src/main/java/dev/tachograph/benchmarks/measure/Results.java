package dev.tachograph.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** All measurements at hand. A later one of the same thing takes the place of an earlier one. */
public final class Results {
  private record Key(String experiment, String candidate, String unit, int jdk) {}

  private final Map<Key, Measurement> measurements = new LinkedHashMap<>();

  public void add(Measurement measurement) {
    measurements.put(
        new Key(
            measurement.experiment(),
            measurement.candidate(),
            measurement.unit(),
            measurement.jdk()),
        measurement);
  }

  public void add(String experiment, String candidate, String unit, int jdk, Sample sample) {
    add(Measurement.of(experiment, candidate, unit, jdk, sample));
  }

  public void add(String experiment, String candidate, String unit, int jdk, double value) {
    add(experiment, candidate, unit, jdk, Sample.of(value));
  }

  /** In the order in which they were added. */
  public List<Measurement> all() {
    return new ArrayList<>(measurements.values());
  }

  /** Those of one experiment, in the order in which they were added. */
  public List<Measurement> of(String experiment) {
    return all().stream().filter(m -> m.experiment().equals(experiment)).toList();
  }

  /** The candidates of an experiment, in the order in which they were added. */
  public List<String> candidates(String experiment) {
    return of(experiment).stream().map(Measurement::candidate).distinct().toList();
  }

  /** The feature versions of the JDKs, ascending. */
  public List<Integer> jdks() {
    Set<Integer> jdks = new LinkedHashSet<>();
    all().forEach(m -> jdks.add(m.jdk()));
    return jdks.stream().sorted().toList();
  }

  /** The median of one thing, if it was measured. */
  public OptionalDouble median(String experiment, String candidate, String unit, int jdk) {
    Measurement found = measurements.get(new Key(experiment, candidate, unit, jdk));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.median());
  }

  public static Results read(Path file) throws IOException {
    Results results = new Results();
    for (String line : Files.readAllLines(file)) {
      results.add(Measurement.parse(line));
    }
    return results;
  }

  public void addAll(Results others) {
    others.all().forEach(this::add);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, all().stream().map(Measurement::toLine).toList());
  }
}
