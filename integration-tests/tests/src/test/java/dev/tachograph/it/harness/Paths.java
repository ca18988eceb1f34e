package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Where the build has put what the tests run. */
public final class Paths {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Paths() {}

  /** The one deliverable. */
  public static Path agentJar() {
    return existing("it.agent");
  }

  /** The class path of the applications that need no client. */
  public static String apps() {
    return existing("it.apps").toString();
  }

  static String netflixApps() {
    return existing("it.apps-netflix").toString();
  }

  /** The class path of the applications that need libraries with pools. */
  public static String poolApps() {
    return existing("it.apps-pools").resolve("classes").toString();
  }

  /** All jars of one version of a library. */
  public static String poolLibraries(String name) {
    return existing("it.apps-pools").resolve("libraries").resolve(name).resolve("*").toString();
  }

  /** Classes of the application in bundles, which hold the bundle's own. */
  public static Path osgiApps() {
    return existing("it.apps-osgi").resolve("classes");
  }

  /** An OSGi framework, or what the bundle brings along. */
  public static List<Path> osgiLibraries(String name) {
    try (Stream<Path> jars =
        Files.list(existing("it.apps-osgi").resolve("libraries").resolve(name))) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The distribution, packed. */
  public static Path wildflyZip() {
    return Path.of(read(existing("it.wildfly")));
  }

  public static Path springBootJar() {
    return existing("it.spring-boot-jar");
  }

  static String client(String name) {
    return read(existing("it.clients").resolve(name).resolve("target/classpath"));
  }

  /** The applications of HTTP clients, with one version of a client if its directory is named. */
  static String httpApps(String library) {
    String apps = existing("it.apps-http").toString();
    return library.isEmpty()
        ? apps
        : apps
            + File.pathSeparator
            + existing("it.apps-http-engines")
            + File.pathSeparator
            + existing("it.apps-http-java17")
            + File.pathSeparator
            + read(existing("it.http").resolve(library).resolve("target/classpath"));
  }

  static Path serverJar() {
    return Path.of(read(existing("it.server")));
  }

  /** Where all programs under test have their temporary files. */
  public static Path temporaryDirectory() {
    try {
      return Files.createDirectories(Path.of(property("it.directory"), "tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new empty directory under target, kept for whoever looks into a failure. */
  public static Path newDirectory(String name) {
    try {
      Path parent = Files.createDirectories(Path.of(property("it.directory")));
      long pid = ProcessHandle.current().pid();
      return Files.createDirectories(
          parent.resolve(pid + "-" + COUNT.incrementAndGet() + "-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path existing(String property) {
    Path path = Path.of(property(property)).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing; run the tests by mvn verify");
    }
    return path;
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; run the tests by mvn verify");
    }
    return value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
