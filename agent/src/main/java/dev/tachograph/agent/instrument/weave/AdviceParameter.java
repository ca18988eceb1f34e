package dev.tachograph.agent.instrument.weave;

import org.objectweb.asm.Type;

/** One parameter of an advice method: what it asks for and as which type. */
final class AdviceParameter {
  enum Source {
    ARGUMENT,
    ALL_ARGUMENTS,
    THIS,
    FIELD,
    ENTERED,
    RETURNED,
    THROWN,
    CONSTANT
  }

  final Source source;
  final Type type;

  /** Which argument; -1 for other sources. */
  final int index;

  /** Name of the field or constant; empty for other sources. */
  final String name;

  AdviceParameter(Source source, Type type, int index, String name) {
    this.source = source;
    this.type = type;
    this.index = index;
    this.name = name;
  }
}
