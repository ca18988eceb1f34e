package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The report of an error of advice may fail itself; nothing of that reaches the application. */
class ErrorReportTest {
  /** Recurses; what is measured is at the end of the stack. */
  public static final class Deep {
    private Deep() {}

    public static int leaf(int x) {
      return x + 1;
    }

    public static int dig(int depth) {
      return depth == 0 ? leaf(depth) : dig(depth - 1) + 1;
    }
  }

  /** As deep as a probe. */
  public static final class Deeper {
    private Deeper() {}

    public static long down(int depth) {
      return depth == 0 ? System.nanoTime() : down(depth - 1) + 1;
    }
  }

  static final class Measured {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Deeper.down(20);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter long entered, @Advice.Thrown @Nullable Throwable thrown) {
      Deeper.down(thrown == null ? 30 : 40);
    }
  }

  private static byte[] woven() throws IOException {
    try (InputStream in = ErrorReportTest.class.getResourceAsStream("ErrorReportTest$Deep.class")) {
      ClassPlan plan =
          new ClassPlan()
              .method("leaf", "(I)I", Measured.class)
              .method("leaf", "(I)I", Measured.class);
      byte[] classFile = Objects.requireNonNull(in).readAllBytes();
      return Objects.requireNonNull(ClassWeaver.weave(classFile, plan).classFile());
    }
  }

  @Test
  void everyReportIsGuarded() throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(woven()).accept(node, 0);
    int reports = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call && call.name.equals("report")) {
          reports++;
          int at = method.instructions.indexOf(insn);
          assertThat(method.tryCatchBlocks)
              .filteredOn(block -> covers(method, block, at))
              .first()
              .satisfies(
                  block -> assertThat(block.type).isEqualTo("java/lang/Throwable"),
                  block -> assertThat(isDropped(block)).isTrue());
        }
      }
    }
    assertThat(reports).isEqualTo(4);
  }

  private static boolean covers(MethodNode method, TryCatchBlockNode block, int at) {
    return method.instructions.indexOf(block.start) <= at
        && method.instructions.indexOf(block.end) > at;
  }

  /** Whether the handler does nothing with what it catches. */
  private static boolean isDropped(TryCatchBlockNode block) {
    AbstractInsnNode insn = block.handler;
    while (insn.getOpcode() < 0) {
      insn = insn.getNext();
    }
    return insn.getOpcode() == Opcodes.POP;
  }

  /** At every depth around the end of the stack. */
  @Test
  void onAnExhaustedStackTheApplicationSeesItsOwnErrorOrNone() throws Exception {
    byte[] classFile = woven();
    ClassLoader loader =
        new ClassLoader(Deep.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Deep.class.getName())
                ? defineClass(name, classFile, 0, classFile.length)
                : super.loadClass(name, resolve);
          }
        };
    IntUnaryOperator dig = digger(loader.loadClass(Deep.class.getName()));
    List<String> others = Collections.synchronizedList(new ArrayList<>());
    int[] overflows = {0};
    long[] sum = {0};
    Thread thread =
        new Thread(
            null,
            () -> {
              int deepest = deepest(dig);
              int depth = Math.max(1, deepest - 300);
              // Compiled in between, it may need less of the stack.
              for (; depth < deepest + 300 || overflows[0] == 0; depth++) {
                try {
                  sum[0] += dig.applyAsInt(depth);
                } catch (StackOverflowError e) {
                  overflows[0]++;
                  StackTraceElement[] trace = e.getStackTrace();
                  if (trace.length > 0 && !trace[0].getClassName().equals(Deep.class.getName())) {
                    others.add(trace[0].toString());
                  }
                }
              }
            },
            "deep",
            256 * 1024);
    thread.start();
    thread.join();
    assertThat(overflows[0]).isPositive();
    assertThat(sum[0]).isPositive();
    assertThat(others).isEmpty();
  }

  /** By a method handle, which adds no frame of its own between. */
  private static IntUnaryOperator digger(Class<?> woven) throws Exception {
    MethodHandle handle = MethodHandles.publicLookup().unreflect(woven.getMethod("dig", int.class));
    return depth -> {
      try {
        return (int) handle.invokeExact(depth);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    };
  }

  private static int deepest(IntUnaryOperator dig) {
    int low = 1;
    int high = 100_000;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      try {
        low = dig.applyAsInt(middle) > 0 ? middle : 1;
      } catch (StackOverflowError e) {
        high = middle - 1;
      }
    }
    return low;
  }
}
