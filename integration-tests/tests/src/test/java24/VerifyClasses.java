import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Verifies class files without defining them. Run by JDK 24 or later from its source.
 *
 * <p>Each line of the file that is named has, with tabs between them, a name, a folder with class
 * files, and where the classes are that those refer to: the home of a JDK, or jars.
 */
final class VerifyClasses {
  private interface Classes {
    byte[] read(String className) throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> batches = Files.readAllLines(Path.of(arguments[0]));
    for (String batch : batches) {
      String[] parts = batch.split("\t", -1);
      verify(parts[0], Path.of(parts[1]), parts[2]);
    }
    System.out.println("verified " + batches.size());
  }

  private static void verify(String name, Path folder, String from) throws IOException {
    Classes others = classes(from);
    Classes running = image(Path.of(System.getProperty("java.home")));
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing(
                (ClassDesc type) -> {
                  String descriptor = type.descriptorString();
                  String className = descriptor.substring(1, descriptor.length() - 1);
                  return find(folder, others, running, className);
                })
            .cached();
    ClassFile verifier =
        ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (VerifyError error : verifier.verify(Files.readAllBytes(file))) {
          System.out.println(name + ", " + folder.relativize(file) + ": " + firstLine(error));
        }
      }
    }
  }

  private static String firstLine(VerifyError error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  private static InputStream find(Path folder, Classes others, Classes running, String className) {
    try {
      Path woven = folder.resolve(className + ".class");
      byte[] found =
          Files.exists(woven) ? Files.readAllBytes(woven) : others.read(className);
      if (found == null) {
        found = running.read(className);
      }
      return found == null ? null : new ByteArrayInputStream(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Classes classes(String from) throws IOException {
    if (from.isEmpty()) {
      return className -> null;
    }
    Path first = Path.of(from.split(File.pathSeparator)[0]);
    return Files.isDirectory(first) ? image(first) : jars(from.split(File.pathSeparator));
  }

  private static Classes jars(String[] paths) throws IOException {
    List<ZipFile> jars = new ArrayList<>();
    for (String path : paths) {
      jars.add(new ZipFile(path));
    }
    return className -> {
      for (ZipFile jar : jars) {
        var entry = jar.getEntry(className + ".class");
        if (entry != null) {
          return jar.getInputStream(entry).readAllBytes();
        }
      }
      return null;
    };
  }

  private static final Map<Path, Classes> IMAGES = new HashMap<>();

  private static Classes image(Path home) throws IOException {
    Classes known = IMAGES.get(home);
    if (known != null) {
      return known;
    }
    FileSystem image =
        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
    List<Path> modules;
    try (Stream<Path> all = Files.list(image.getPath("/modules"))) {
      modules = all.toList();
    }
    Classes classes =
        className -> {
          for (Path module : modules) {
            Path file = module.resolve(className + ".class");
            if (Files.exists(file)) {
              return Files.readAllBytes(file);
            }
          }
          return null;
        };
    IMAGES.put(home, classes);
    return classes;
  }
}
