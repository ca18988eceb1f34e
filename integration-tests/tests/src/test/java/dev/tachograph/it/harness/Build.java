package dev.tachograph.it.harness;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the agent's jar and the applications if they are missing or older than their sources,
 * after an edit or in a fresh clone. So running one test takes one command, and a full build, which
 * has made them, builds nothing twice.
 */
final class Build {
  private static final String AGENT_JAR = "agent/target/tachograph.jar";
  private static final String API_JAR = "api/target/tachograph-api.jar";
  private static final String APPS_JAR = "integration-tests/apps/target/tachograph-it-apps.jar";
  private static final String MODULES = "agent,integration-tests/apps";
  private static final List<String> SOURCES =
      List.of(
          "pom.xml",
          "LICENSE",
          "NOTICE",
          "licenses",
          "api/pom.xml",
          "api/src/main",
          "launcher/pom.xml",
          "launcher/src/main",
          "bootstrap/pom.xml",
          "bootstrap/src/main",
          "agent/pom.xml",
          "agent/src/main",
          "integration-tests/pom.xml",
          "integration-tests/apps/pom.xml",
          "integration-tests/apps/src");
  private static final int MINUTES = 15;

  private final Path root;
  private boolean checked;
  private @Nullable String problem;

  Build(Path root) {
    this.root = root;
  }

  Path agentJar() {
    return upToDate(AGENT_JAR);
  }

  /** The API, for applications that record by themselves. */
  Path apiJar() {
    return upToDate(API_JAR);
  }

  /** The applications' classes. */
  Path apps() {
    return upToDate("integration-tests/apps/target/classes");
  }

  /** The same in a jar. */
  Path appsJar() {
    return upToDate(APPS_JAR);
  }

  /** This is looked at once; where it cannot be built, every test says so. */
  private synchronized Path upToDate(String path) {
    if (!checked) {
      checked = true;
      problem = bringUpToDate();
    }
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    return root.resolve(path);
  }

  /** Builds if anything is missing or old; what went wrong, if anything did. */
  private @Nullable String bringUpToDate() {
    if (isUpToDate()) {
      return null;
    }
    Path lock = root.resolve("integration-tests/tests/target/build.lock");
    try {
      Files.createDirectories(lock.getParent());
      // Another JVM may be building, for other tests.
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
          FileLock held = channel.lock()) {
        return held.isValid() && isUpToDate() ? null : build();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String build() {
    Optional<Path> maven = maven();
    if (maven.isPresent() && run(command(maven.get().toString())) && isUpToDate()) {
      return null;
    }
    return "The agent's jar, the API or the applications are missing, or older than their sources, and "
        + (maven.isPresent() ? "could not be built: " : "Maven is not on the PATH to build them: ")
        + String.join(" ", command("mvn"));
  }

  boolean isUpToDate() {
    Optional<FileTime> agent = time(root.resolve(AGENT_JAR));
    Optional<FileTime> apps = time(root.resolve(APPS_JAR));
    if (agent.isEmpty() || apps.isEmpty() || time(root.resolve(API_JAR)).isEmpty()) {
      return false;
    }
    FileTime built = agent.get().compareTo(apps.get()) < 0 ? agent.get() : apps.get();
    return SOURCES.stream()
        .map(root::resolve)
        .flatMap(Build::allWithin)
        .flatMap(source -> time(source).stream())
        .noneMatch(source -> source.compareTo(built) > 0);
  }

  /** Folders too: their time tells of files that are gone. */
  private static Stream<Path> allWithin(Path source) {
    try (Stream<Path> all = Files.walk(source)) {
      return all.toList().stream();
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<FileTime> time(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<String> command(String maven) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(maven, "-B", "-q", "-f", root.resolve("pom.xml").toString()));
    command.addAll(List.of("-pl", MODULES, "-am", "package"));
    command.addAll(List.of("-Dmaven.test.skip", "-Dspotless.check.skip"));
    if (MavenSettings.offline()) {
      command.add("-o");
    }
    MavenSettings.settings().ifPresent(file -> command.addAll(List.of("-s", file.toString())));
    MavenSettings.repository().ifPresent(folder -> command.add("-Dmaven.repo.local=" + folder));
    return command;
  }

  private static Optional<Path> maven() {
    String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    Stream<Path> home = MavenSettings.home().map(path -> path.resolve("bin")).stream();
    Stream<Path> path =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(home, path)
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean run(List<String> command) {
    Path log = Paths.newDirectory("build").resolve("maven.log");
    System.out.println("building what the tests run: " + String.join(" ", command));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      boolean built = ended && process.exitValue() == 0;
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      if (!built) {
        System.out.println(Files.readString(log));
      }
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
