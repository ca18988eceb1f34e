package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes as the JVM shows them when they come from its shared archive. */
class StackMapsTest {
  static final class OnRemoval {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object task) {
      Recorder.record("removed " + task);
    }
  }

  private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";

  private static byte[] pool() throws IOException {
    try (InputStream in =
        ThreadPoolExecutor.class.getResourceAsStream("ThreadPoolExecutor.class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static byte[] withoutFrames(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  /** As an agent does that weaves by Byte Buddy: frames for its own code and for no other. */
  private static byte[] wovenByAnother(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals("execute") ? new Woven(next) : next;
          }
        };
    reader.accept(visitor, 0);
    return writer.toByteArray();
  }

  private static final class Woven extends MethodVisitor {
    Woven(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      Label given = new Label();
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitJumpInsn(Opcodes.IFNONNULL, given);
      super.visitInsn(Opcodes.NOP);
      super.visitLabel(given);
      super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      super.visitInsn(Opcodes.NOP);
    }
  }

  private static ClassPlan plan() {
    return new ClassPlan("java/lang/Object", true, true, Set.of())
        .callInMethodNamed("execute", POOL, "remove", "(Ljava/lang/Runnable;)Z", OnRemoval.class);
  }

  @Test
  void aClassThatIsShownWithoutFramesIsWoven() throws IOException {
    assertThat(ClassWeaver.weave(withoutFrames(pool()), plan()).wovenMethods()).hasSize(1);
  }

  @Test
  void aClassThatIsShownWithTheFramesOfAnotherAgentAloneIsWoven() throws IOException {
    byte[] shown = wovenByAnother(withoutFrames(pool()));
    assertThat(ClassWeaver.weave(shown, plan()).wovenMethods()).hasSize(1);
  }

  @Test
  void aClassWithItsFramesIsLeftAsItIs() throws IOException {
    byte[] shown = pool();
    assertThat(StackMaps.restore(shown)).isSameAs(shown);
    byte[] woven = wovenByAnother(shown);
    assertThat(StackMaps.restore(woven)).isSameAs(woven);
  }
}
