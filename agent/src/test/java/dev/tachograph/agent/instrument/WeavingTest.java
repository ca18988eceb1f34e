package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** What is woven of a class depends on how it was loaded, and on nothing that comes later. */
class WeavingTest {
  private static final Class<?> POOL = ThreadPoolExecutor.class;
  private static int probesAsked;
  private static final String FIELD = "tachograph$monitor";

  private static WeavingTransformer transformer(String rules) {
    Properties properties = new Properties();
    properties.setProperty("tachograph.workers.methods", rules);
    AgentConfig config =
        AgentConfig.load("", Map.of(), rules.isEmpty() ? new Properties() : properties);
    assertThat(config.problems()).isEmpty();
    MethodInstrumentation methods =
        config.rules(WorkerKeys.RULES).isEmpty()
            ? null
            : new MethodInstrumentation(config.rules(WorkerKeys.RULES));
    return new WeavingTransformer(config, methods, new Weaving(() -> probesAsked++, null));
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
    ClassLoader one = ClassLoader.getSystemClassLoader();
    ClassLoader other = ClassLoader.getPlatformClassLoader();
    assertThat(hasField(transform(transformer, one, POOL, false))).isTrue();
    assertThat(hasField(transform(transformer, other, POOL, true))).isFalse();
    assertThat(hasField(transform(transformer, one, POOL, true))).isTrue();
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
}
