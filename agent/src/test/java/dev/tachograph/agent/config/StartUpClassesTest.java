package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.bootstrap.metrics.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration makes the JVM load before the application's main. */
class StartUpClassesTest {
  private static final String[] UNWANTED = {
    "java.util.logging.",
    "java.util.stream.",
    "java.util.regex.",
    "java.util.Formatter",
    "java.lang.invoke.",
    "java.nio.file.",
    "java.util.concurrent.ThreadPoolExecutor",
    "sun.util.locale.provider.",
    "java.lang.management."
  };

  private final Path directory;

  StartUpClassesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Loads a configuration in which there is something of everything, problems included. */
  static final class LoadsConfiguration {
    private LoadsConfiguration() {}

    public static void main(String[] args) {
      // From another jar: opening that is the class loader's doing, in both runs.
      Distribution.valueOf("NATIVE");
      if (args.length > 0) {
        AgentConfig config = AgentConfig.load(args[0], System.getenv(), System.getProperties());
        System.exit(
            config.problems().size() == 5 && config.rules(WorkerKeys.RULES).size() == 3 ? 0 : 1);
      }
    }
  }

  @Test
  void readingTheConfigurationLoadsNothingHeavy() throws Exception {
    Path file =
        Configs.write(
            directory,
            """
            http.prot=1
            http.port=x
            http.host=\\uzzzz
            workers.methods=a.B#c,a.**.D*#e*(int),*#*
            workers.1.methods=a.B#d
            workers.1.task-type={arg0.kind}
            timers.buckets=1,2
            timers.a.distribution=both
            window.size=5
            window.size=6
            """);
    Set<String> loaded = loadedClasses(file.toString());
    loaded.removeAll(loadedClasses());
    assertThat(loaded).contains(AgentConfig.class.getName(), MethodRule.class.getName());
    assertThat(loaded)
        .noneMatch(name -> name.contains("$$Lambda"))
        .noneMatch(
            name -> {
              for (String unwanted : UNWANTED) {
                if (name.startsWith(unwanted)) {
                  return true;
                }
              }
              return false;
            });
  }

  private Set<String> loadedClasses(String... args) throws IOException, InterruptedException {
    Path log = directory.resolve("classes" + args.length);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoadsConfiguration.class.getName());
    command.addAll(List.of(args));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    Set<String> classes = new HashSet<>();
    for (String line : Files.readAllLines(log)) {
      int end = line.indexOf(" source:");
      if (end > 0) {
        classes.add(line.substring(line.lastIndexOf(' ', end - 1) + 1, end));
      }
    }
    return classes;
  }
}
