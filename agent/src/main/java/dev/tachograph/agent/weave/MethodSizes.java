package dev.tachograph.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * The number of slots and of bytes of code of each method of a class. The weaver must know them
 * before it visits a method's code. ASM tells them only after it, so this class reads the class
 * file itself.
 */
final class MethodSizes {
  private static final int INTERFACES = 6;
  private static final int MEMBER_ATTRIBUTES = 6;
  private static final int ATTRIBUTE_HEADER = 6;

  private final Map<String, Integer> locals = new HashMap<>();
  private final Map<String, Integer> code = new HashMap<>();
  private final ClassReader reader;
  private final char[] buffer;

  private MethodSizes(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
    int at = reader.header + INTERFACES;
    at += 2 + 2 * reader.readUnsignedShort(at);
    int fields = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      at = endOfMember(at, false);
    }
    int methods = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      at = endOfMember(at, true);
    }
  }

  static MethodSizes of(byte[] classFile) {
    return new MethodSizes(new ClassReader(classFile));
  }

  /** Reads one field or method, and returns where the next one begins. */
  private int endOfMember(int member, boolean isMethod) {
    int attributes = reader.readUnsignedShort(member + MEMBER_ATTRIBUTES);
    int at = member + MEMBER_ATTRIBUTES + 2;
    for (int i = 0; i < attributes; i++) {
      if (isMethod && "Code".equals(reader.readUTF8(at, buffer))) {
        String name = reader.readUTF8(member + 2, buffer) + reader.readUTF8(member + 4, buffer);
        locals.put(name, reader.readUnsignedShort(at + ATTRIBUTE_HEADER + 2));
        code.put(name, reader.readInt(at + ATTRIBUTE_HEADER + 4));
      }
      at += ATTRIBUTE_HEADER + reader.readInt(at + 2);
    }
    return at;
  }

  /** Whether the class has that method, with code of its own. */
  boolean has(String method) {
    return code.containsKey(method);
  }

  /** Slots that the method uses, by its name with its descriptor. */
  int localsOf(String method) {
    return locals.getOrDefault(method, 0);
  }

  /** Bytes of code. */
  int codeOf(String method) {
    return code.getOrDefault(method, 0);
  }
}
