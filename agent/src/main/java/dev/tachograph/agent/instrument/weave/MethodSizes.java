package dev.tachograph.agent.instrument.weave;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * How many slots and bytes of code each method of a class has. A class file says so before a
 * method's code, ASM only after it, and the weaver must know before.
 */
final class MethodSizes extends ClassVisitor {
  private final Map<String, Integer> locals = new HashMap<>();
  private final Map<String, Integer> code = new HashMap<>();
  private int longest;

  private MethodSizes() {
    super(Opcodes.ASM9);
  }

  static MethodSizes of(byte[] classFile) {
    MethodSizes sizes = new MethodSizes();
    new ClassReader(classFile).accept(sizes, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return sizes;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new CodeSizeEvaluator(Opcodes.ASM9, null) {
      @Override
      public void visitMaxs(int maxStack, int maxLocals) {
        locals.put(name + descriptor, maxLocals);
        code.put(name + descriptor, getMinSize());
        longest = Math.max(longest, getMinSize());
      }
    };
  }

  /** Slots that the method uses, by its name with its descriptor. */
  int localsOf(String method) {
    return locals.getOrDefault(method, 0);
  }

  /** Bytes of code, as few as its jumps may take. */
  int codeOf(String method) {
    return code.getOrDefault(method, 0);
  }

  int longest() {
    return longest;
  }
}
