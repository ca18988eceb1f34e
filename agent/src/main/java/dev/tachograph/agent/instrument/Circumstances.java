package dev.tachograph.agent.instrument;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Everything but its class file that decides what is woven into a class: the classes that cannot
 * get fields, and the class files that hold the ends of its calls or tasks (see {@link Ends}).
 */
final class Circumstances {
  private static final String MISSING = "none";

  private Circumstances() {}

  /** The circumstances as text. With equal texts, the same class file is woven in the same way. */
  static String of(ShownClass shown, LibraryInstrumentation library, Set<String> loadedBefore) {
    String[] ends = shown.loader == null ? new String[0] : library.endsOf(shown.name);
    if (loadedBefore.isEmpty() && ends.length == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder(new TreeSet<>(loadedBefore).toString());
    for (int i = 0; shown.loader != null && i < ends.length; i++) {
      text.append(ends[i]).append('=').append(checksum(shown, ends[i])).append(' ');
    }
    return text.toString();
  }

  private static String checksum(ShownClass shown, String className) {
    try {
      byte[] classFile = shown.others().read(className);
      if (classFile == null) {
        return MISSING;
      }
      CRC32 checksum = new CRC32();
      checksum.update(classFile, 0, classFile.length);
      return classFile.length + ":" + checksum.getValue();
    } catch (IOException e) {
      return MISSING;
    }
  }
}
