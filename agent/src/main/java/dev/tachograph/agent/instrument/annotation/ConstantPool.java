package dev.tachograph.agent.instrument.annotation;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The texts of a class file. They say, before any library is loaded to read the file, that a class
 * has none of the annotations.
 */
final class ConstantPool {
  private static final int COUNT = 8;
  private static final int FIRST = 10;
  private static final int SHORTEST = 37;

  private ConstantPool() {}

  /**
   * Whether the class file has one of these texts.
   *
   * @param descriptors of classes
   * @throws ArrayIndexOutOfBoundsException if the file is cut off
   */
  static boolean hasAny(byte[] classFile, Set<String> descriptors) {
    int count = number(classFile, COUNT);
    int at = FIRST;
    for (int i = 1; i < count; i++) {
      int tag = classFile[at];
      if (tag == 1) {
        int length = number(classFile, at + 1);
        if (isDescriptor(classFile, at + 3, length)
            && descriptors.contains(
                new String(classFile, at + 3, length, StandardCharsets.ISO_8859_1))) {
          return true;
        }
        at += 3 + length;
      } else {
        at += size(tag);
        if (tag == 5 || tag == 6) {
          // Longs and doubles count twice.
          i++;
        }
      }
    }
    return false;
  }

  /** No descriptor of an annotation is shorter. */
  private static boolean isDescriptor(byte[] classFile, int start, int length) {
    return length >= SHORTEST && classFile[start] == 'L' && classFile[start + length - 1] == ';';
  }

  private static int size(int tag) {
    switch (tag) {
      case 7:
      case 8:
      case 16:
      case 19:
      case 20:
        return 3;
      case 15:
        return 4;
      case 5:
      case 6:
        return 9;
      default:
        return 5;
    }
  }

  private static int number(byte[] classFile, int at) {
    return (classFile[at] & 0xff) << 8 | classFile[at + 1] & 0xff;
  }
}
