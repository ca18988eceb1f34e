package dev.tachograph.it.fit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a class file declares and refers to. Read here and not by the weaver's library, so that what
 * weaves is not what checks.
 */
final class ClassFacts {
  static final int PUBLIC = 0x0001;
  static final int PRIVATE = 0x0002;
  static final int PROTECTED = 0x0004;
  static final int STATIC = 0x0008;
  static final int INTERFACE = 0x0200;

  private static final int FIELD_REF = 9;
  private static final int METHOD_REF = 10;
  private static final int INTERFACE_METHOD_REF = 11;

  final int access;
  final String name;
  final @Nullable String superName;
  final List<String> interfaces = new ArrayList<>();

  /** The class at the head of its nest; itself, if it names no other. */
  final String nestHost;

  /** Access flags by name and descriptor, as in {@code size:I} and {@code size()I}. */
  final Map<String, Integer> fields = new HashMap<>();

  final Map<String, Integer> methods = new HashMap<>();

  /** Of most classes, nobody asks what their code refers to. */
  private final List<byte[]> code = new ArrayList<>();

  private final int[] tags;
  private final int[] firsts;
  private final int[] seconds;
  private final @Nullable String[] texts;

  private ClassFacts(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.skipBytes(8);
    int constants = in.readUnsignedShort();
    tags = new int[constants];
    firsts = new int[constants];
    seconds = new int[constants];
    texts = new String[constants];
    readConstants(in);
    access = in.readUnsignedShort();
    name = className(in.readUnsignedShort());
    int superIndex = in.readUnsignedShort();
    superName = superIndex == 0 ? null : className(superIndex);
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      interfaces.add(className(in.readUnsignedShort()));
    }
    readMembers(in, fields, ":");
    readMembers(in, methods, "");
    String host = name;
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      boolean isHost = text(in.readUnsignedShort()).equals("NestHost");
      byte[] content = in.readNBytes(in.readInt());
      if (isHost) {
        host = className((content[0] & 0xff) << 8 | content[1] & 0xff);
      }
    }
    nestHost = host;
  }

  static ClassFacts of(byte[] classFile) {
    try {
      return new ClassFacts(classFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isInterface() {
    return (access & INTERFACE) != 0;
  }

  String packageName() {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private void readConstants(DataInputStream in) throws IOException {
    for (int i = 1; i < tags.length; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> firsts[i] = in.readUnsignedShort();
        case FIELD_REF, METHOD_REF, INTERFACE_METHOD_REF, 12, 17, 18 -> {
          firsts[i] = in.readUnsignedShort();
          seconds[i] = in.readUnsignedShort();
        }
        case 3, 4 -> in.skipBytes(4);
        case 15 -> in.skipBytes(3);
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        default -> throw new IOException("constant of kind " + tags[i]);
      }
    }
  }

  private void readMembers(DataInputStream in, Map<String, Integer> members, String separator)
      throws IOException {
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      int flags = in.readUnsignedShort();
      String member = text(in.readUnsignedShort()) + separator + text(in.readUnsignedShort());
      members.put(member, flags);
      for (int j = in.readUnsignedShort(); j > 0; j--) {
        boolean isCode = text(in.readUnsignedShort()).equals("Code");
        byte[] content = in.readNBytes(in.readInt());
        if (isCode) {
          code.add(content);
        }
      }
    }
  }

  /** What its code refers to. */
  Set<Reference> references() {
    Set<Reference> references = new HashSet<>();
    code.forEach(attribute -> readCode(attribute, references));
    return references;
  }

  private void readCode(byte[] attribute, Set<Reference> references) {
    Instructions instructions = new Instructions(attribute);
    while (instructions.next()) {
      if (instructions.hasReference()) {
        int index = instructions.reference();
        int tag = tags[index];
        if (tag == 7) {
          references.add(Reference.toClass(className(index)));
        } else if (tag >= FIELD_REF && tag <= INTERFACE_METHOD_REF) {
          int member = seconds[index];
          references.add(
              new Reference(
                  instructions.opcode(),
                  className(firsts[index]),
                  text(firsts[member]),
                  text(seconds[member]),
                  tag == INTERFACE_METHOD_REF));
        }
      }
    }
  }

  private String className(int index) {
    return text(firsts[index]);
  }

  private String text(int index) {
    return String.valueOf(texts[index]);
  }
}
