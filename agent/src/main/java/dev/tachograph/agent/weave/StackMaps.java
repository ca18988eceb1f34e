package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Stack map frames that the JVM has thrown away.
 *
 * <p>A class of its shared archive has been verified, so the JVM keeps it without frames, and that
 * is how it shows the class to a transformer when it is retransformed; another agent may have woven
 * it then, and given frames to its own code alone. The weaver needs them to know the types at a
 * call. As nobody verifies such a class again, the frames need not tell the common superclass of
 * two types, for which their classes would have to be loaded.
 */
final class StackMaps {
  /** Whether there is a frame wherever a jump leads. */
  private static final class Finder extends ClassVisitor {
    boolean missing;

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
      return new FrameFinder() {
        @Override
        public void visitEnd() {
          missing |= isMissing();
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
    if (!finder.missing) {
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
