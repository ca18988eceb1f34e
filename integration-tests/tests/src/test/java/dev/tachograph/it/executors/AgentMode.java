package dev.tachograph.it.executors;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.RunningJvm;

/** How an application comes by the agent. */
enum AgentMode {
  NONE,
  PREMAIN,
  ATTACHED;

  /** The JVM in which it starts. */
  JvmCommand on(Jdk jdk) {
    switch (this) {
      case PREMAIN:
        return JvmCommand.on(jdk).agent();
      case ATTACHED:
        return Attaching.on(jdk);
      default:
        return JvmCommand.on(jdk);
    }
  }

  /** To be called when it waits for the first time. */
  void attachTo(RunningJvm app, Jdk jdk) {
    if (this == ATTACHED) {
      Attaching.to(app, jdk);
    }
  }
}
