package dev.tachograph.benchmarks.experiment;

import com.example.load.StubServer;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.LiveProcess;
import java.io.IOException;
import java.util.List;

/** The server that clients are measured against, in a process of its own that has no agent. */
final class StubServers {
  private StubServers() {}

  /** Its first line of output is {@code port NUMBER}. */
  static LiveProcess start(Setting setting) throws IOException {
    return new LiveProcess(
        new JavaCommand(
            setting.jdks().get(setting.jdks().size() - 1),
            List.of("-XX:+UseSerialGC"),
            setting.classPath(),
            StubServer.class));
  }
}
