package dev.tachograph.agent.instrument.weave;

import org.objectweb.asm.Type;

/** One parameter of an advice method: what it asks for and as which type. */
final class AdviceParameter {
  enum Source {
    ARGUMENT,
    ARGUMENT_FIELD,
    ALL_ARGUMENTS,
    THIS,
    FIELD,
    ADDED_FIELD,
    RECEIVER,
    ENTERED,
    RETURNED,
    THROWN,
    CONSTANT
  }

  final Source source;
  final Type type;

  /** Which argument, or whose added field; -1 for other sources, and for this object's. */
  final int index;

  /** Name of the field or constant; empty for other sources. */
  final String name;

  /** The type of the field; for other sources that of the parameter. */
  final Type fieldType;

  AdviceParameter(Source source, Type type, int index, String name, Type fieldType) {
    this.source = source;
    this.type = type;
    this.index = index;
    this.name = name;
    this.fieldType = fieldType;
  }

  AdviceParameter(Source source, Type type, int index, String name) {
    this(source, type, index, name, type);
  }
}
