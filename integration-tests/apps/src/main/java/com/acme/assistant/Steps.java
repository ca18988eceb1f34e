package com.acme.assistant;

import java.io.IOException;

/** The steps of a request. */
interface Steps {
  /** Finds out what somebody wants. */
  Intent intent(String text);

  /** Decides how to do it. */
  Plan plan(Intent intent);

  /** Does it. */
  String execute(Plan plan) throws IOException;

  /** What somebody wants. */
  final class Intent {
    final String goal;

    Intent(String goal) {
      this.goal = goal;
    }
  }

  /** How it is done. */
  final class Plan {
    private final String type;
    final int failures;

    /**
     * @param failures how many attempts will fail
     */
    Plan(String type, int failures) {
      this.type = type;
      this.failures = failures;
    }

    public String getType() {
      return type;
    }
  }
}
