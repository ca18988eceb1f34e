package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Restores stack map frames that the JVM has thrown away.
 *
 * <p>The JVM has verified the classes of its shared archive and keeps them without frames. When
 * such a class is retransformed, the JVM shows it without frames. Another agent may then have woven
 * it and added frames to its own code only. The weaver needs the frames to know the types at a
 * call. The JVM does not verify such a class again. So the frames need not name the common
 * superclass of two types, and no class has to be loaded to find it.
 */
final class StackMaps {
  /** Finds out whether a target of a jump has no frame. */
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

  /** The class file, with frames if it should have them. */
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
