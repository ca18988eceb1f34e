package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.instrument.method.MeasuredMethods;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;

/** What is woven of a class depends on how it was loaded, and on nothing that comes later. */
class WeavingTest {
  private static final Class<?> POOL = ThreadPoolExecutor.class;
  private static int probesAsked;
  private static final String FIELD = "tachograph$monitor";

  /** How often a class is woven on the way back from the end of the stack. */
  private static final int ATTEMPTS = 300;

  private static final int STEPS_BETWEEN = 100;

  private static WeavingTransformer transformer(String rules) {
    Properties properties = new Properties();
    properties.setProperty("tachograph.workers.methods", rules);
    AgentConfig config =
        AgentConfig.load("", Map.of(), rules.isEmpty() ? new Properties() : properties);
    assertThat(config.problems()).isEmpty();
    MethodInstrumentation methods =
        config.rules(WorkerKeys.RULES).isEmpty()
            ? null
            : new MethodInstrumentation(
                List.of(config.rules(WorkerKeys.RULES)), null, new MeasuredMethods());
    return new WeavingTransformer(config, methods, new Weaving(() -> probesAsked++, null));
  }

  /** The probes, which are made ready first, fail once. */
  private static WeavingTransformer failingOnce(Error error) {
    AtomicBoolean failed = new AtomicBoolean();
    Runnable prepareProbes =
        () -> {
          if (failed.compareAndSet(false, true)) {
            throw error;
          }
        };
    return new WeavingTransformer(
        AgentConfig.load("", Map.of(), new Properties()), null, new Weaving(prepareProbes, null));
  }

  private static byte @Nullable [] transform(
      WeavingTransformer transformer, @Nullable ClassLoader loader, Class<?> type, boolean again) {
    return transformer.transform(
        type.getModule(),
        loader,
        type.getName().replace('.', '/'),
        again ? type : null,
        null,
        classFile(type));
  }

  private static byte[] classFile(Class<?> type) {
    String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ClassNode read(byte @Nullable [] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(Objects.requireNonNull(classFile)).accept(node, 0);
    return node;
  }

  private static boolean hasField(byte @Nullable [] classFile) {
    return read(classFile).fields.stream().anyMatch(field -> field.name.equals(FIELD));
  }

  @Test
  void aClassThatWasGivenAFieldIsGivenItAgain_byWhomeverItIsRetransformed() {
    WeavingTransformer transformer = transformer("");
    byte[] first = transform(transformer, null, POOL, false);
    assertThat(hasField(first)).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(transform(transformer, null, POOL, true)).isEqualTo(first);
    }
  }

  @Test
  void aClassThatWasLoadedBeforeGetsNoField_howeverOftenItIsRetransformed() {
    WeavingTransformer transformer = transformer("");
    byte[] first = transform(transformer, null, POOL, true);
    assertThat(hasField(first)).isFalse();
    assertThat(transform(transformer, null, POOL, true)).isEqualTo(first);
  }

  @Test
  void whatOneLoaderHasLoadedSaysNothingOfAnother() {
    WeavingTransformer transformer = transformer("");
    ClassLoader other = ClassLoader.getPlatformClassLoader();
    assertThat(hasField(transform(transformer, null, POOL, false))).isTrue();
    assertThat(hasField(transform(transformer, other, POOL, true))).isFalse();
    assertThat(hasField(transform(transformer, null, POOL, true))).isTrue();
  }

  @Test
  void rulesSpeakOfTheApplicationsClassesOnly_loadedBeforeOrNot() throws Exception {
    WeavingTransformer transformer =
        transformer("com.**#create,com.**#attach,io.prometheus.**#*,org.**#*");
    Class<?> ofTheJdk = com.sun.net.httpserver.HttpServer.class;
    Class<?> ofTheJdkInTheSystemLoader = com.sun.tools.attach.VirtualMachine.class;
    Class<?> ofTheAgent = ClassReader.class;
    probesAsked = 0;
    for (Class<?> type : new Class<?>[] {ofTheJdk, ofTheJdkInTheSystemLoader, ofTheAgent}) {
      assertThat(transform(transformer, type.getClassLoader(), type, false)).isNull();
      assertThat(transform(transformer, type.getClassLoader(), type, true)).isNull();
    }
    assertThat(probesAsked).as("something was to be woven").isZero();
    URL jar = ClassReader.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader application = new URLClassLoader(new URL[] {jar}, null)) {
      Class<?> ofTheApplication = application.loadClass(ClassReader.class.getName());
      assertThat(
              transformer.matching(
                  new Class<?>[] {
                    ofTheJdk, ofTheJdkInTheSystemLoader, ofTheAgent, ofTheApplication
                  }))
          .containsExactly(ofTheApplication);
    }
  }

  static Stream<Error> exhaustion() {
    return Stream.of(new OutOfMemoryError("Java heap space"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("exhaustion")
  void aClassIsLeftAsItWas_whereMemoryOrStackDoesNotSufficeToWeaveIt(Error error) {
    WeavingTransformer transformer = failingOnce(error);
    assertThat(transform(transformer, null, ForkJoinTask.class, false)).isNull();
    // Nobody looks for the field that it would have been given.
    ClassNode pool = read(transform(transformer, null, ForkJoinPool.class, false));
    assertThat(fieldsUsed(pool))
        .contains("tachograph$monitor")
        .doesNotContain("tachograph$submission");
    ClassNode task = read(transform(transformer, null, ForkJoinTask.class, true));
    assertThat(fieldsUsed(task)).doesNotContain("tachograph$submission");
  }

  private static Set<String> fieldsUsed(ClassNode type) {
    return type.methods.stream()
        .flatMap(method -> Stream.of(method.instructions.toArray()))
        .filter(FieldInsnNode.class::isInstance)
        .map(insn -> ((FieldInsnNode) insn).name)
        .collect(Collectors.toSet());
  }

  @Test
  void atTheEndOfTheStackAClassIsWovenOrLeftAsItWas_andNothingIsSpoiled() throws Exception {
    byte[] expected = Objects.requireNonNull(transform(transformer(""), null, POOL, false));
    byte[] original = classFile(POOL);
    // As many as there are attempts; they have woven something before.
    Deque<WeavingTransformer> fresh = new ArrayDeque<>();
    AtomicInteger steps = new AtomicInteger();
    for (int i = 0; i < ATTEMPTS; i++) {
      WeavingTransformer one = transformer("");
      transform(one, null, FutureTask.class, false);
      fresh.add(one);
    }
    List<byte @Nullable []> outcomes = new ArrayList<>();
    Thread diver =
        new Thread(
            null,
            () ->
                dive(
                    () -> {
                      // At each step where it is narrow, and then up to where there is room.
                      int step = steps.getAndIncrement();
                      boolean attempted = step < ATTEMPTS / 2 || step % STEPS_BETWEEN == 0;
                      WeavingTransformer one = attempted ? fresh.peek() : null;
                      if (one != null) {
                        byte[] outcome =
                            one.transform(
                                POOL.getModule(),
                                null,
                                "java/util/concurrent/ThreadPoolExecutor",
                                null,
                                null,
                                original);
                        fresh.remove();
                        outcomes.add(outcome);
                      }
                    }),
            "diver",
            512 << 10);
    diver.start();
    diver.join();
    assertThat(outcomes).contains((byte[]) null);
    assertThat(outcomes).allMatch(outcome -> outcome == null || Arrays.equals(outcome, expected));
    assertThat(outcomes).last().isEqualTo(expected);
    assertThat(transform(transformer(""), null, POOL, false)).isEqualTo(expected);
  }

  /** Goes down as far as it gets, and does it at each step of the way back. */
  @SuppressWarnings("InfiniteRecursion") // The stack ends.
  private static void dive(Runnable body) {
    try {
      dive(body);
    } catch (StackOverflowError e) {
      return;
    }
    try {
      body.run();
    } catch (StackOverflowError e) {
      // What a transformer throws, the JVM swallows.
    }
  }
}
