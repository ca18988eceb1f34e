package dev.tachograph.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds without the agent. */
class OperationsTest {
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          String.class,
          "x",
          boolean.class,
          true,
          double.class,
          0.5,
          int.class,
          2,
          String[].class,
          new String[] {"a", "b", "c"},
          Map.class,
          Map.of("a", "b"),
          Iterable.class,
          List.of(Operations.Item.success("x")));

  private static List<Method> methods() {
    return Arrays.stream(Operations.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .toList();
  }

  @Test
  void everyMethod_canBeCalled_withAnythingAndWithNull() throws Exception {
    for (Method method : methods()) {
      Object[] values = Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
      assertThat(values).as(method.toString()).doesNotContainNull();
      method.invoke(null, values);
      for (int i = 0; i < values.length; i++) {
        if (!method.getParameterTypes()[i].isPrimitive()) {
          values[i] = null;
        }
      }
      method.invoke(null, values);
    }
  }

  /** Each of these has the same five ways to give labels. */
  @Test
  void labelsCanBeGivenInTheSameWaysEverywhere() {
    Map<String, Integer> forms = new HashMap<>();
    methods().forEach(method -> forms.merge(method.getName(), 1, Integer::sum));
    assertThat(forms)
        .containsEntry("latency", 5)
        .containsEntry("duration", 5)
        .containsEntry("success", 5)
        .containsEntry("failure", 5)
        .containsEntry("retry", 5)
        .containsEntry("start", 5)
        .containsEntry("record", 7);
  }

  @Test
  void allCallsAreTheSame() {
    Operations.Call call = Operations.start("plan");
    assertThat(Operations.start("execute", "task_type", "mail")).isSameAs(call);
    assertThat(Operations.start(null)).isSameAs(call);
    call.retry();
    call.failed("Rejected");
    call.close();
    call.close();
  }

  @Test
  void aFailureIsHandedBack_toBeThrown() {
    IOException failure = new IOException();
    try (Operations.Call call = Operations.start("plan")) {
      assertThat(call.failed(failure)).isSameAs(failure);
    }
  }

  @Test
  void aBatchIsNotTouched() {
    Iterable<Operations.Item> untouchable =
        () -> {
          throw new IllegalStateException("touched");
        };
    assertThat(Operations.recordBatch(untouchable)).isZero();
  }

  @Test
  void metricsAreDisabled() {
    assertThat(Operations.summary())
        .containsEntry("metrics_enabled", false)
        .containsEntry("metrics_port", -1)
        .containsEntry("available_metrics", List.of())
        .isSameAs(Operations.summary());
    assertThat(Operations.health())
        .containsEntry("status", "disabled")
        .containsEntry("metrics_enabled", false)
        .containsEntry("available_metrics", 0)
        .isSameAs(Operations.health());
  }
}
