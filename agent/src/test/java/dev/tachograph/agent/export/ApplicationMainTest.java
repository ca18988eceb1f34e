package dev.tachograph.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.ForkedJvm;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationMainTest {

  @Test
  void mainHasBegunInMainAndNotInPremain(@TempDir Path directory) throws Exception {
    Path agent = directory.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Probe.class.getName());
    new JarOutputStream(Files.newOutputStream(agent), manifest).close();

    assertThat(new ForkedJvm().options("-javaagent:" + agent).run(Probe.class).lines())
        .containsExactly("premain false", "main true", "after main true");
  }

  /** In a JVM of its own. */
  public static final class Probe {
    private Probe() {}

    public static void premain(String args, Instrumentation instrumentation) throws Exception {
      Thread asking = new Thread(() -> say("premain"));
      asking.start();
      asking.join();
    }

    public static void main(String[] args) {
      Thread main = Thread.currentThread();
      say("main");
      new Thread(
              () -> {
                try {
                  main.join();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                say("after main");
              })
          .start();
    }

    private static void say(String when) {
      System.out.println(when + " " + new ApplicationMain().getAsBoolean());
    }
  }
}
