package dev.tachograph.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** The fields that a class declares. A class file has them before its methods. */
final class DeclaredFields {
  private static final String SEVERAL = "";

  private final Set<String> names = new HashSet<>();

  /** By descriptor, of what an object has. */
  private final Map<String, String> byType = new HashMap<>();

  void add(int access, String name, String descriptor) {
    names.add(name);
    if ((access & Opcodes.ACC_STATIC) == 0) {
      byType.put(descriptor, byType.containsKey(descriptor) ? SEVERAL : name);
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * The name of the only instance field of this type.
   *
   * @throws WeaveException if there is none, or more than one
   */
  String onlyOne(String descriptor) {
    String name = byType.get(descriptor);
    if (name == null) {
      throw new WeaveException("it has no field of type " + descriptor);
    }
    if (name.equals(SEVERAL)) {
      throw new WeaveException("it has several fields of type " + descriptor);
    }
    return name;
  }
}
