package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A bundle that brings its HTTP client along, and sees of the framework what it asks for. */
public final class OsgiBundle {
  private static final String CLASSES = "com/acme/osgi/bundle/";

  private OsgiBundle() {}

  /** Writes it into a file, and returns that. */
  public static Path write(Path file) {
    List<Path> libraries = ClassPaths.jars("osgi/bundle");
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(file), manifest(libraries.size()));
        Stream<Path> classes = Files.list(Path.of(Paths.apps()).resolve(CLASSES))) {
      for (Path classFile : classes.sorted().toList()) {
        add(jar, CLASSES + classFile.getFileName(), classFile);
      }
      for (int i = 0; i < libraries.size(); i++) {
        add(jar, "library" + i + ".jar", libraries.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Manifest manifest(int libraries) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "com.acme.bundle");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Bundle-Activator", "com.acme.osgi.bundle.Activator");
    main.putValue("Import-Package", "org.osgi.framework");
    main.putValue("DynamicImport-Package", "javax.*");
    StringBuilder classPath = new StringBuilder(".");
    for (int i = 0; i < libraries; i++) {
      classPath.append(",library").append(i).append(".jar");
    }
    main.putValue("Bundle-ClassPath", classPath.toString());
    return manifest;
  }

  private static void add(JarOutputStream jar, String name, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    Files.copy(file, jar);
    jar.closeEntry();
  }
}
