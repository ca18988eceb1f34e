package dev.tachograph.agent.cli;

/** Runs as the application in one JVM, and as the agent that is loaded into it. */
public final class AttachedProbe {
  /** Options with which it refuses, and with which it does not answer. */
  static final String REFUSE = "http.port=1";

  static final String SILENT = "http.port=2";

  private AttachedProbe() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    // The end of the input is the end of the test, however that came about.
    while (System.in.read() >= 0) {}
  }

  public static void agentmain(String options) {
    System.out.println("attached with " + options);
    // As the launcher answers whoever attaches.
    if (!SILENT.equals(options)) {
      System.setProperty(
          "dev.tachograph.attached", REFUSE.equals(options) ? "not started: so" : "started");
    }
  }
}
