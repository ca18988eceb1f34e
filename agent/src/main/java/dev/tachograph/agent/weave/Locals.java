package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The local variables of a stack map frame, by slot. In the frame itself, each variable is one
 * entry, although a long or double takes two slots.
 */
final class Locals {
  /** The second slot of a long or double. */
  private static final Object SECOND = new Object();

  private final List<Object> slots = new ArrayList<>();

  static boolean isWide(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE;
  }

  /** Adds the variables of a frame, from slot 0 on. */
  Locals addAll(Object[] variables, int count) {
    int slot = 0;
    for (int i = 0; i < count; i++) {
      set(slot, variables[i]);
      slot += isWide(variables[i]) ? 2 : 1;
    }
    return this;
  }

  Locals addAll(Locals others) {
    slots.addAll(others.slots);
    return this;
  }

  void set(int slot, Object type) {
    put(slot, type);
    if (isWide(type)) {
      put(slot + 1, SECOND);
    }
  }

  private void put(int slot, Object type) {
    while (slots.size() <= slot) {
      slots.add(Opcodes.TOP);
    }
    slots.set(slot, type);
  }

  /** The entries for a frame. */
  Object[] variables() {
    List<Object> variables = new ArrayList<>(slots.size());
    for (Object type : slots) {
      if (type != SECOND) {
        variables.add(type);
      }
    }
    return variables.toArray();
  }
}
