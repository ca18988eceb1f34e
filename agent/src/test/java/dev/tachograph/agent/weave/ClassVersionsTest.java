package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of every version are woven, and load. */
class ClassVersionsTest {
  @BeforeEach
  void reset() {
    Recorder.EVENTS.clear();
    Recorder.failing = false;
  }

  static final class Around {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) Object argument) {
      return argument == null ? 0 : Recorder.entered(argument);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Object argument,
        @Advice.Enter long entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.exited(entered, returned, thrown);
    }
  }

  static final class AroundCompare {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Receiver Object receiver, @Advice.Argument(0) String other) {
      Recorder.record(receiver + " to " + other);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Return int returned, @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.record("compared " + Integer.signum(returned) + " " + thrown);
    }
  }

  /** From Java 1.1 to what this JVM can load. */
  private static int[] versions() {
    int newest = Runtime.version().feature() + 44;
    int[] versions = new int[newest - 44];
    versions[0] = Opcodes.V1_1;
    for (int i = 1; i < versions.length; i++) {
      versions[i] = 45 + i;
    }
    return versions;
  }

  @Test
  void classFilesOfEveryVersionAreWoven() throws Throwable {
    for (int version : versions()) {
      Recorder.EVENTS.clear();
      Class<?> type =
          woven(
              version,
              new ClassPlan()
                  .method("compare", "(Ljava/lang/String;Ljava/lang/String;)I", Around.class)
                  .callInMethodNamed(
                      "compare",
                      "java/lang/String",
                      "compareTo",
                      "(Ljava/lang/String;)I",
                      AroundCompare.class));
      assertThat(call(type, "compare", "a", "b")).as("version " + version).isEqualTo(-1);
      assertThat(call(type, "compare", "a", "a")).as("version " + version).isEqualTo(0);
      assertThatThrownBy(() -> call(type, "compare", "a", null))
          .as("version " + version)
          .isInstanceOf(NullPointerException.class);
      assertThat(Recorder.EVENTS)
          .as("version " + version)
          .startsWith(
              "enter a", "a to b", "compared -1 null", "exit 42 -1 null", "enter a", "a to a")
          .anyMatch(event -> event.startsWith("exit 42 0 java.lang.NullPointerException"));
    }
  }

  /** Compilers before Java 6 made a subroutine of a finally block. */
  @Test
  void subroutinesOfOldClassFilesAreWoven() throws Throwable {
    for (int version : new int[] {Opcodes.V1_1, 46, 47, 48, 49}) {
      Recorder.EVENTS.clear();
      Class<?> type = woven(version, new ClassPlan().method("withFinally", "(J)J", Around.class));
      assertThat(call(type, "withFinally", 5L)).as("version " + version).isEqualTo(10L);
      assertThat(Recorder.EVENTS).containsExactly("enter 5", "finally", "exit 42 10 null");
    }
  }

  /** Newer than anything that exists when this is written, but one. */
  @Test
  void classFilesOfJava26AreWoven() {
    ClassWeaver.Result result =
        ClassWeaver.weave(
            classFile(70), new ClassPlan().method("withFinally", "(J)J", Around.class));
    assertThat(result.classFile()).isNotNull();
  }

  private static Object call(Class<?> type, String name, @Nullable Object... arguments)
      throws Throwable {
    for (var method : type.getMethods()) {
      if (method.getName().equals(name)) {
        try {
          return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw Objects.requireNonNull(e.getCause());
        }
      }
    }
    throw new AssertionError(name);
  }

  private static Class<?> woven(int version, ClassPlan plan) throws ClassNotFoundException {
    byte[] woven = Objects.requireNonNull(ClassWeaver.weave(classFile(version), plan).classFile());
    ClassLoader loader =
        new ClassLoader(ClassVersionsTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) {
            return defineClass(name, woven, 0, woven.length);
          }
        };
    return Class.forName("Old", true, loader);
  }

  private static byte[] classFile(int version) {
    boolean hasFrames = (version & 0xffff) >= Opcodes.V1_6;
    ClassWriter writer =
        new ClassWriter(hasFrames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS);
    writer.visit(
        version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "Old", null, "java/lang/Object", null);
    writeCompare(writer);
    if ((version & 0xffff) < Opcodes.V1_6) {
      writeSubroutine(writer);
    } else {
      MethodVisitor mv = method(writer, "withFinally", "(J)J");
      mv.visitVarInsn(Opcodes.LLOAD, 0);
      mv.visitInsn(Opcodes.LRETURN);
      mv.visitMaxs(0, 0);
      mv.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static MethodVisitor method(ClassWriter writer, String name, String descriptor) {
    MethodVisitor mv =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
    mv.visitCode();
    return mv;
  }

  /** A call behind a jump, and two returns. */
  private static void writeCompare(ClassWriter writer) {
    MethodVisitor mv = method(writer, "compare", "(Ljava/lang/String;Ljava/lang/String;)I");
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    mv.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/String", "compareTo", "(Ljava/lang/String;)I", false);
    mv.visitVarInsn(Opcodes.ISTORE, 2);
    mv.visitVarInsn(Opcodes.ILOAD, 2);
    Label equal = new Label();
    mv.visitJumpInsn(Opcodes.IFEQ, equal);
    mv.visitVarInsn(Opcodes.ILOAD, 2);
    mv.visitInsn(Opcodes.IRETURN);
    mv.visitLabel(equal);
    mv.visitInsn(Opcodes.ICONST_0);
    mv.visitInsn(Opcodes.IRETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  /** {@code try { x = 2 * x; } finally { record("finally"); } return x;} */
  private static void writeSubroutine(ClassWriter writer) {
    MethodVisitor mv = method(writer, "withFinally", "(J)J");
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label subroutine = new Label();
    Label done = new Label();
    mv.visitTryCatchBlock(start, end, handler, null);
    mv.visitLabel(start);
    mv.visitVarInsn(Opcodes.LLOAD, 0);
    mv.visitLdcInsn(2L);
    mv.visitInsn(Opcodes.LMUL);
    mv.visitVarInsn(Opcodes.LSTORE, 2);
    mv.visitLabel(end);
    mv.visitJumpInsn(Opcodes.JSR, subroutine);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(handler);
    mv.visitVarInsn(Opcodes.ASTORE, 4);
    mv.visitJumpInsn(Opcodes.JSR, subroutine);
    mv.visitVarInsn(Opcodes.ALOAD, 4);
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitLabel(subroutine);
    mv.visitVarInsn(Opcodes.ASTORE, 5);
    mv.visitLdcInsn("finally");
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "dev/tachograph/agent/weave/Recorder",
        "record",
        "(Ljava/lang/String;)V",
        false);
    mv.visitVarInsn(Opcodes.RET, 5);
    mv.visitLabel(done);
    mv.visitVarInsn(Opcodes.LLOAD, 2);
    mv.visitInsn(Opcodes.LRETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
