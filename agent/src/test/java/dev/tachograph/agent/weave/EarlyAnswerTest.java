package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlyAnswerTest {
  private static final String DESCRIBE = "(Ljava/lang/String;I)Ljava/lang/String;";
  private static final String LOAD = "(Ljava/lang/String;Z)Ljava/lang/Class;";

  /** The probe. */
  public static final class Oracle {
    private Oracle() {}

    public static @Nullable String describe(String text) {
      return text.equals("known") ? "answered" : null;
    }

    public static @Nullable String all(long number, String text, double factor, boolean known) {
      return known ? number + text + factor : null;
    }

    public static @Nullable Class<?> load(String name) {
      return name.equals("known") ? Oracle.class : null;
    }
  }

  /** A loop begins where the question ends. */
  public static final class Asking {
    private Asking() {}

    public static String describe(String text, int times) {
      while (times-- > 0) {
        text = text + "!";
      }
      return text;
    }
  }

  /** Has arguments of all sizes. */
  public static final class Wide {
    private Wide() {}

    public static String all(long number, String text, double factor, boolean known) {
      return "not known";
    }
  }

  /** As class loaders do it. */
  public static class Loading {
    protected Class<?> load(String name, boolean resolve) throws ClassNotFoundException {
      if (resolve) {
        return String.class;
      }
      throw new ClassNotFoundException(name);
    }

    public Class<?> open(String name, boolean resolve) throws ClassNotFoundException {
      return load(name, resolve);
    }
  }

  private static ClassPlan asks(String name, String descriptor) {
    return new ClassPlan()
        .answeredBy(name, descriptor, Oracle.class.getName().replace('.', '/'), name);
  }

  @Test
  void whatTheProbeKnowsIsReturned_andTheRestIsUpToTheMethod() throws Exception {
    Class<?> asking = WovenCopy.of(Asking.class, asks("describe", DESCRIBE));
    assertThat(describe(asking, "known")).isEqualTo("answered");
    assertThat(describe(asking, "other")).isEqualTo("other!!");
  }

  private static Object describe(Class<?> asking, String text) throws Exception {
    return asking.getMethod("describe", String.class, int.class).invoke(null, text, 2);
  }

  @Test
  void aMethodOfAnObjectIsAskedByItsFirstArgument() throws Exception {
    Class<?> loading = WovenCopy.of(Loading.class, asks("load", LOAD));
    Object loader = loading.getConstructor().newInstance();
    assertThat(open(loader, "known", false)).isEqualTo(Oracle.class);
    assertThat(open(loader, "other", true)).isEqualTo(String.class);
    assertThatThrownBy(() -> open(loader, "other", false))
        .hasCauseInstanceOf(ClassNotFoundException.class);
  }

  private static Object open(Object loader, String name, boolean resolve) throws Exception {
    return loader
        .getClass()
        .getMethod("open", String.class, boolean.class)
        .invoke(loader, name, resolve);
  }

  @Test
  void aProbeCanTakeAllArguments() throws Exception {
    ClassPlan plan =
        new ClassPlan()
            .answeredBy(
                "all",
                "(JLjava/lang/String;DZ)Ljava/lang/String;",
                Oracle.class.getName().replace('.', '/'));
    Method all =
        WovenCopy.of(Wide.class, plan)
            .getMethod("all", long.class, String.class, double.class, boolean.class);
    assertThat(all.invoke(null, 7, "x", 0.5, true)).isEqualTo("7x0.5");
    assertThat(all.invoke(null, 7, "x", 0.5, false)).isEqualTo("not known");
  }

  @Test
  void aClassWithoutTheMethodIsLeftAlone() {
    assertThatThrownBy(() -> WovenCopy.of(Asking.class, asks("describe", LOAD)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("describe" + LOAD);
  }
}
