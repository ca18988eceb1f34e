package com.acme.retries;

/** What is not repeated. */
public final class Denial extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Denial() {
    super("meant to be final");
  }
}
