package dev.tachograph.agent.cli.scrape;

/** A text that is not in the format. The message says what is wrong, and where. */
final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  FormatException(String message) {
    super(message);
  }

  FormatException in(int line) {
    return new FormatException("line " + line + ": " + getMessage());
  }
}
