package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the build puts the files that the tests run, and where the tests may write. */
public final class Paths {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Path ROOT = root();
  private static final Build BUILD = new Build(ROOT);

  private Paths() {}

  /** The one deliverable. */
  public static Path agentJar() {
    return BUILD.agentJar();
  }

  /** The API's jar. */
  public static Path apiJar() {
    return BUILD.apiJar();
  }

  /** The class path of the applications that record by themselves. */
  public static String appsWithApi() {
    return apps() + File.pathSeparator + apiJar();
  }

  /** A file of the project, by its path from the project's folder. */
  public static Path inProject(String path) {
    return ROOT.resolve(path);
  }

  /** The class path of the applications; their libraries are in {@link ClassPaths}. */
  public static String apps() {
    return BUILD.apps().toString();
  }

  /** The same with the libraries of this name. */
  public static String apps(String libraries) {
    return apps() + File.pathSeparator + ClassPaths.of(libraries);
  }

  /** The applications in a jar. */
  static Path appsJar() {
    return BUILD.appsJar();
  }

  /** Where all programs under test have their temporary files. */
  public static Path temporaryDirectory() {
    try {
      return Files.createDirectories(directory().resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new empty directory under target, kept for whoever looks into a failure. */
  public static Path newDirectory(String name) {
    try {
      Path parent = Files.createDirectories(directory());
      long pid = ProcessHandle.current().pid();
      return Files.createDirectories(
          parent.resolve(pid + "-" + COUNT.incrementAndGet() + "-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    return ROOT.resolve("integration-tests/tests/target/it");
  }

  /** The project's folder: the one that has this module. */
  private static Path root() {
    try {
      Path classes =
          Path.of(Paths.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = classes; folder != null; folder = folder.getParent()) {
        if (Files.exists(folder.resolve("integration-tests/tests/pom.xml"))) {
          return folder;
        }
      }
      throw new IllegalStateException(classes + " is in no folder of the project");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
