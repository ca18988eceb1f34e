package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.conductor.ConductorInstrumentation;

/** All instrumented libraries. A new one is one more line here. */
final class Instrumentations {
  private Instrumentations() {}

  static LibraryInstrumentation[] all() {
    return new LibraryInstrumentation[] {
      new ConductorInstrumentation(),
    };
  }
}
