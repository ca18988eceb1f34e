package dev.tachograph.it.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A class path of jars, which may hold classes for newer JVMs too. */
final class Jars implements ClassSource, AutoCloseable {
  private final List<JarFile> files = new ArrayList<>();

  Jars(List<Path> paths) {
    for (Path path : paths) {
      try {
        files.add(new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version()));
      } catch (IOException e) {
        throw new UncheckedIOException(path.toString(), e);
      }
    }
  }

  @Override
  public byte @Nullable [] read(String className) {
    try {
      for (JarFile file : files) {
        ZipEntry entry = file.getEntry(className + ".class");
        if (entry != null) {
          try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
          }
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(className, e);
    }
  }

  @Override
  public void close() {
    for (JarFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
