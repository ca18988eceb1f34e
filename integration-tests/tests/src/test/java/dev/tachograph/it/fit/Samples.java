package dev.tachograph.it.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Class files that are right, and made wrong. */
final class Samples {
  static final String NAME = "dev/tachograph/it/fit/Samples$Number";

  private static final byte ICONST_1 = 0x04;
  private static final byte ACONST_NULL = 0x01;
  private static final byte IRETURN = (byte) 0xac;

  private Samples() {}

  /** Whose one method returns a constant. */
  static final class Number {
    private Number() {}

    static int one() {
      return 1;
    }
  }

  /** What the code of {@link User} refers to. */
  static class Used {
    static int shared = 1;
    int own = 1;
    private int hidden = 1;

    int method() {
      return hidden;
    }

    static int function() {
      return shared;
    }
  }

  /** The same name elsewhere: everything is other than it was. */
  static class Changed {
    int shared = 1;
    private int own = 1;

    static int method() {
      return new Changed().own;
    }
  }

  /** An interface in the place of a class. */
  interface ChangedToInterface {
    int method();
  }

  /** Refers to all of them. */
  static final class User {
    private User() {}

    static int use(Used used) {
      return used.own + Used.shared + used.method() + Used.function();
    }
  }

  static byte[] classFile(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class whose method returns a reference where an int should be. */
  static byte[] unverifiable() {
    byte[] classFile = classFile(Number.class);
    for (int i = 0; i < classFile.length - 1; i++) {
      if (classFile[i] == ICONST_1 && classFile[i + 1] == IRETURN) {
        classFile[i] = ACONST_NULL;
        return classFile;
      }
    }
    throw new IllegalStateException("no such code in " + NAME);
  }
}
