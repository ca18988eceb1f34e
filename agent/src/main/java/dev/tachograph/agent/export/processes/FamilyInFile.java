package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;

/** A family as a file describes it. */
final class FamilyInFile {
  final int kind;
  final GaugeMode mode;

  /** 0, or which number of the base family's series it is. */
  final int derivation;

  final int base;
  final String name;
  final String help;
  final String[] labels;

  FamilyInFile(
      int kind,
      GaugeMode mode,
      int derivation,
      int base,
      String name,
      String help,
      String[] labels) {
    this.kind = kind;
    this.mode = mode;
    this.derivation = derivation;
    this.base = base;
    this.name = name;
    this.help = help;
    this.labels = labels;
  }
}
