package dev.tachograph.bootstrap.operation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How operations are exposed. Immutable. */
public final class OperationSettings {
  final boolean inOneFamily;
  final boolean cleanLabels;
  private final @Nullable Consumer<String> log;

  /**
   * @param inOneFamily whether all operations share the families {@code operation_*}, told apart by
   *     the label {@code operation}; otherwise each has families of its own
   * @param cleanLabels whether characters of label values other than letters, digits, {@code _} and
   *     {@code :} become {@code _}
   * @param log receives a message when a name cannot be exposed as it is; null for none
   */
  public OperationSettings(
      boolean inOneFamily, boolean cleanLabels, @Nullable Consumer<String> log) {
    this.inOneFamily = inOneFamily;
    this.cleanLabels = cleanLabels;
    this.log = log;
  }

  /** Families of its own for each operation, and values as they are. */
  public static OperationSettings defaults() {
    return new OperationSettings(false, false, null);
  }

  void log(String message) {
    if (log != null) {
      log.accept(message);
    }
  }
}
