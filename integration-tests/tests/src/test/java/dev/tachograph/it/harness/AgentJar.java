package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** An agent among the applications, in a jar as the JVM wants it. */
public final class AgentJar {
  private AgentJar() {}

  /**
   * The option for one that has executors go on with another object in the place of a lambda.
   *
   * @param executor the class of the executors
   */
  public static String handingOn(String executor) {
    Path jar = of("com.acme.agents.HandingOnAgent", "net.bytebuddy:byte-buddy:1.18.17");
    return "-javaagent:" + jar + "=" + executor;
  }

  /**
   * @param premainClass the class with {@code premain}, and those nested in it
   * @param library what it is built on, by coordinates
   */
  private static Path of(String premainClass, String library) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.CLASS_PATH, Artifacts.jar(library).toUri().toString());
    main.putValue("Premain-Class", premainClass);
    main.putValue("Can-Retransform-Classes", "true");
    Path jar = Paths.newDirectory("agent").resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Path classFile : classFiles(premainClass)) {
        String name = Path.of(Paths.apps()).relativize(classFile).toString();
        out.putNextEntry(new JarEntry(name.replace('\\', '/')));
        Files.copy(classFile, out);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> classFiles(String className) throws IOException {
    Path file = Path.of(Paths.apps(), className.replace('.', '/') + ".class");
    String nested = className.substring(className.lastIndexOf('.') + 1) + "$";
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.filter(one -> one.equals(file) || one.getFileName().toString().startsWith(nested))
          .sorted()
          .toList();
    }
  }
}
