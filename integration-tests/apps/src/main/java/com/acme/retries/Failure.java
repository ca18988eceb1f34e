package com.acme.retries;

/** What is repeated. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Failure() {
    super("meant to fail");
  }
}
