package com.example.load;

/** An agent that does nothing: what any agent costs, whatever it does. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String options) {
    // That is it.
  }
}
