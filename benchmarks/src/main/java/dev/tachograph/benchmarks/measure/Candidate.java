package dev.tachograph.benchmarks.measure;

import java.util.List;

/** Something to be compared: one operation, or the same on several series in turn. */
public record Candidate(String name, List<? extends Operation> operations) {
  public Candidate {
    operations = List.copyOf(operations);
  }

  public Candidate(String name, Operation operation) {
    this(name, List.of(operation));
  }
}
