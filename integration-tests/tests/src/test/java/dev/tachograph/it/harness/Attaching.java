package dev.tachograph.it.harness;

/** Attaches the agent to a JVM that runs already. */
public final class Attaching {
  private Attaching() {}

  /** A JVM that allows it without a warning on its stderr. */
  public static JvmCommand on(Jdk jdk) {
    JvmCommand command = JvmCommand.on(jdk);
    return jdk.feature() >= 21 ? command.jvm("-XX:+EnableDynamicAgentLoading") : command;
  }

  /** Attaches it on any free port, and waits until its endpoint is there. */
  public static void to(RunningJvm app, Jdk jdk) {
    try (RunningJvm attaching =
        JvmCommand.on(jdk)
            .startJar(Paths.agentJar(), "attach", String.valueOf(app.pid()), "http.port=0")) {
      ExitedJvm exited = attaching.awaitExit();
      if (exited.exitCode() != 0) {
        throw new AssertionError(exited.toString());
      }
    }
    app.endpoint();
  }
}
