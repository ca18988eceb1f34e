package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;

/** The head of a class file. */
public final class ClassHeader {
  private ClassHeader() {}

  /** The internal names of the superclass and the interfaces that a class names itself. */
  public static String[] supertypes(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String[] interfaces = reader.getInterfaces();
    String superName = reader.getSuperName();
    if (superName == null) {
      return interfaces;
    }
    String[] all = new String[interfaces.length + 1];
    all[0] = superName;
    System.arraycopy(interfaces, 0, all, 1, interfaces.length);
    return all;
  }
}
