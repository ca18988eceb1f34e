package dev.tachograph.agent.config.keys;

import dev.tachograph.bootstrap.metrics.OperationNames;

/** Operations that are exposed from the start, before anything records them. */
public enum OperationPreset {
  /** No operations. */
  NONE,
  /** The operations of the AIECS executor metrics, and their label. */
  AIECS("intent", "plan", "execute");

  private final String[] operations;

  OperationPreset(String... operations) {
    this.operations = operations;
  }

  /** The names of the operations. */
  public String[] operations() {
    return operations.clone();
  }

  /** The labels that an operation has from the start. */
  public String[] labels(String operation) {
    return operation.equals("execute") ? new String[] {"task_type"} : new String[0];
  }

  /** Whether this is the latency of one of the operations. */
  boolean hasLatency(String family) {
    for (String operation : operations) {
      if (family.equals(operation + OperationNames.LATENCY)) {
        return true;
      }
    }
    return false;
  }
}
