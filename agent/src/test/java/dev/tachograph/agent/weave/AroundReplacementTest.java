package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AroundReplacementTest {
  private static final String OF_TEXT = "(ILjava/lang/CharSequence;)Ljava/lang/String;";

  /** What other agents make of methods. */
  public static final class Handing {
    private Handing() {}

    public static String on(int times, CharSequence text) {
      if (times > 0) {
        text = new StringBuilder(text).append('!');
      }
      for (int i = 1; i < times; i++) {
        text = text + "?";
      }
      if (times > 2) {
        throw new IllegalStateException(text.toString());
      }
      return "handed " + text;
    }

    public static String inAnExpression(int times, CharSequence text) {
      return times + String.valueOf(text = text + "!");
    }

    public static String nothing(int times, @Nullable CharSequence text) {
      text = null;
      return times + String.valueOf(text);
    }
  }

  static final class Replaced {
    private Replaced() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Replaced Object before, @Advice.Argument(0) Object after) {
      Recorder.record(before + " to " + after);
    }
  }

  static final class Around {
    private Around() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Object text) {
      Recorder.record("enter " + text);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(1) Object text, @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.record("exit " + text + (thrown == null ? "" : " thrown"));
    }
  }

  @BeforeEach
  void reset() {
    Recorder.EVENTS.clear();
    Recorder.failing = false;
  }

  private static ClassPlan planned(String method) {
    return new ClassPlan()
        .method(method, OF_TEXT, Around.class)
        .argumentReplaced(method, OF_TEXT, 1, Replaced.class);
  }

  private static Object call(ClassPlan plan, String method, int times) throws Exception {
    byte[] woven =
        Objects.requireNonNull(
            ClassWeaver.weave(classFileOf(Handing.class), plan).classFile(), "not woven");
    Class<?> type =
        new ClassLoader(Handing.class.getClassLoader()) {
          Class<?> define() {
            return defineClass(Handing.class.getName(), woven, 0, woven.length);
          }
        }.define();
    return type.getMethod(method, int.class, CharSequence.class).invoke(null, times, "text");
  }

  private static byte[] classFileOf(Class<?> type) throws IOException {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(resource))) {
      return in.readAllBytes();
    }
  }

  @Test
  void aMethodThatGoesOnWithItsArgumentIsLeftInPeace() throws Exception {
    assertThat(call(planned("on"), "on", 0)).isEqualTo("handed text");
    assertThat(Recorder.EVENTS).containsExactly("enter text", "exit text");
  }

  @Test
  void eachReplacementIsSeen_andTheExitFindsTheLast() throws Exception {
    assertThat(call(planned("on"), "on", 2)).isEqualTo("handed text!?");
    assertThat(Recorder.EVENTS)
        .containsExactly("enter text", "text to text!", "text! to text!?", "exit text!?");
  }

  @Test
  void theExitFindsTheLastWhereTheMethodThrowsToo() {
    assertThatThrownBy(() -> call(planned("on"), "on", 3))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("text!??");
    assertThat(Recorder.EVENTS).last().isEqualTo("exit text!?? thrown");
  }

  @Test
  void whatAdviceThrowsIsSuppressed() throws Exception {
    Recorder.failing = true;
    assertThat(call(planned("on"), "on", 2)).isEqualTo("handed text!?");
  }

  @Test
  void nothingInTheArgumentsPlaceIsNoReplacement() throws Exception {
    assertThat(call(planned("nothing"), "nothing", 1)).isEqualTo("1null");
    assertThat(Recorder.EVENTS).containsExactly("enter text", "exit null");
  }

  @Test
  void inTheMidstOfAnExpressionItCannotBeWoven() {
    assertThatThrownBy(() -> call(planned("inAnExpression"), "inAnExpression", 1))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("inAnExpression");
  }
}
