package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final String COUNT = "(JLjava/lang/String;Ljava/lang/StringBuilder;)V";
  private static final String HANDLE = "(Ljava/lang/String;Ljava/lang/String;)Z";

  /** The probe. */
  public static final class Taker {
    private Taker() {}

    public static boolean isTaken(
        @Nullable Object first, @Nullable Object second, @Nullable Object third, String sort) {
      return third == null && sort.equals("a sort") && "known".equals(first);
    }
  }

  /** A loop begins where the offer ends. */
  public static final class Counting {
    private Counting() {}

    public static void count(long times, String text, StringBuilder to) {
      while (times-- > 0) {
        to.append(text);
      }
    }
  }

  /** Answers whether it has handled something. */
  public static final class Handling {
    public Handling() {}

    public boolean handle(String text, String other) {
      return other.equals("handled");
    }
  }

  private static ClassPlan offers(String name, String descriptor, int... arguments) {
    return new ClassPlan()
        .offered(name, descriptor, Taker.class.getName().replace('.', '/'), "a sort", arguments);
  }

  @Test
  void aMethodDoesNothing_ifTheProbeTakesWhatItOffers() throws Exception {
    Class<?> counting = WovenCopy.of(Counting.class, offers("count", COUNT, 1, 2));
    assertThat(count(counting, "known")).isEmpty();
    assertThat(count(counting, "other")).isEqualTo("otherother");
  }

  private static String count(Class<?> counting, String text) throws Exception {
    StringBuilder to = new StringBuilder();
    counting
        .getMethod("count", long.class, String.class, StringBuilder.class)
        .invoke(null, 2, text, to);
    return to.toString();
  }

  @Test
  void aMethodThatAnswersWhetherItHandles_saysYes() throws Exception {
    Class<?> handling = WovenCopy.of(Handling.class, offers("handle", HANDLE, 1));
    assertThat(handle(handling, "known")).isTrue();
    assertThat(handle(handling, "handled")).isTrue();
    assertThat(handle(handling, "other")).isFalse();
  }

  private static boolean handle(Class<?> handling, String text) throws Exception {
    Object handler = handling.getConstructor().newInstance();
    return (Boolean)
        handling.getMethod("handle", String.class, String.class).invoke(handler, "", text);
  }

  @Test
  void aClassWithoutTheMethodIsLeftAlone() {
    assertThatThrownBy(() -> WovenCopy.of(Handling.class, offers("handle", COUNT, 1)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("handle" + COUNT);
  }
}
