package dev.tachograph.bootstrap.framework;

/**
 * What a framework was given to run. One task is one unit: one message or batch, one firing of a
 * trigger, one job, one asynchronous call.
 */
enum UnitKind {
  /** A message, or a batch of them, is delivered. */
  MESSAGE(true),

  /** A trigger fires. */
  FIRING(true),

  /** A job that was handed in is run. */
  JOB(false),

  /** A method that was called before runs on another thread. */
  CALL(false);

  /**
   * Whether frameworks hand a unit of this kind through to one another on the same thread. Then a
   * unit within one of the same kind is the same unit.
   */
  final boolean isLayered;

  UnitKind(boolean isLayered) {
    this.isLayered = isLayered;
  }
}
