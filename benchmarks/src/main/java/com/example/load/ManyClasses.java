package com.example.load;

import com.example.many.p000.C00000;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Loads all classes of a large application, and does nothing with them. */
public final class ManyClasses {
  private static final String PATTERN = "p000/C00000";
  private static final int IN_PACKAGE = 100;

  private ManyClasses() {}

  /**
   * @param args the number of classes
   */
  public static void main(String[] args) throws ClassNotFoundException {
    int count = Integer.parseInt(args[0]);
    for (int i = 0; i < count; i++) {
      Class.forName("com.example.many." + name(i).replace('/', '.'));
    }
  }

  private static String name(int number) {
    return String.format("p%03d/C%05d", number / IN_PACKAGE, number);
  }

  /** Writes a jar with that many classes. */
  public static void write(Path jar, int count) throws IOException {
    byte[] pattern;
    try (InputStream in = C00000.class.getResourceAsStream("C00000.class")) {
      pattern = in.readAllBytes();
    }
    // A name is in the constant pool as it is, and all names have the same length.
    String text = new String(pattern, StandardCharsets.ISO_8859_1);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < count; i++) {
        out.putNextEntry(new JarEntry("com/example/many/" + name(i) + ".class"));
        out.write(text.replace(PATTERN, name(i)).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }
}
