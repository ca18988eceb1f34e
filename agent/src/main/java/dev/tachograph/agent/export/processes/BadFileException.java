package dev.tachograph.agent.export.processes;

import java.io.IOException;

/** A file cannot be understood, and is left out. */
final class BadFileException extends IOException {
  private static final long serialVersionUID = 1;

  BadFileException(String reason) {
    super(reason);
  }
}
