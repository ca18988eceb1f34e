package dev.tachograph.agent.instrument.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import dev.tachograph.api.Operations;
import dev.tachograph.bootstrap.operation.OperationProbe;
import dev.tachograph.bootstrap.operation.StatusProbe;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiInstrumentationTest {
  private static final String HOOKS = "dev/tachograph/api/Hooks";

  private static byte[] hooks() throws IOException {
    ClassLoader loader = Objects.requireNonNull(Operations.class.getClassLoader());
    try (InputStream in = loader.getResourceAsStream(HOOKS + ".class")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static String signature(Method method) {
    return method.getReturnType().getName()
        + ' '
        + method.getName()
        + Arrays.toString(method.getParameterTypes());
  }

  @Test
  void everyHookIsAnswered() throws Exception {
    ApiInstrumentation api = new ApiInstrumentation();
    assertThat(api.classNames()).containsExactly(HOOKS);
    ClassPlan plan = new ClassPlan();
    api.plan(HOOKS, plan);

    ClassWeaver.Result result = ClassWeaver.weave(hooks(), plan);

    Class<?> type = Class.forName(HOOKS.replace('/', '.'), false, getClass().getClassLoader());
    assertThat(result.wovenMethods()).hasSize(type.getDeclaredMethods().length);
    assertThat(result.classFile()).isNotNull();
  }

  /** The descriptor of a hook is that of its probe. */
  @Test
  void everyHookHasAProbe() throws ReflectiveOperationException {
    Class<?> type = Class.forName(HOOKS.replace('/', '.'), false, getClass().getClassLoader());
    Set<String> probes = new TreeSet<>();
    Stream.of(OperationProbe.class, StatusProbe.class)
        .flatMap(probe -> Arrays.stream(probe.getMethods()))
        .forEach(method -> probes.add(signature(method)));

    assertThat(type.getDeclaredMethods())
        .isNotEmpty()
        .allSatisfy(hook -> assertThat(probes).contains(signature(hook)));
  }
}
