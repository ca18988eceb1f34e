package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Stack map frames that the JVM has thrown away.
 *
 * <p>A class of its shared archive has been verified, so the JVM keeps it without frames, and that
 * is how it shows the class to a transformer when it is retransformed. The weaver needs them to
 * know the types at a call. As nobody verifies such a class again, the frames need not tell the
 * common superclass of two types, for which their classes would have to be loaded.
 */
final class StackMaps {
  /** Whether there are jumps, which need frames where they lead, and whether there are frames. */
  private static final class Finder extends ClassVisitor {
    boolean jumps;
    boolean frames;

    Finder() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitJumpInsn(int opcode, Label label) {
          jumps = true;
        }

        @Override
        public void visitFrame(
            int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
          frames = true;
        }
      };
    }
  }

  private StackMaps() {}

  /** The class file with frames, if it should have any. */
  static byte[] restore(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if ((reader.readShort(6) & 0xffff) <= Opcodes.V1_6) {
      return classFile;
    }
    Finder finder = new Finder();
    reader.accept(finder, ClassReader.SKIP_DEBUG);
    if (!finder.jumps || finder.frames) {
      return classFile;
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String type1, String type2) {
            return "java/lang/Object";
          }
        };
    reader.accept(writer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
