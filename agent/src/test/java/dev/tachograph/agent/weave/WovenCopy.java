package dev.tachograph.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Classes of tests, woven and loaded a second time. */
final class WovenCopy {
  private WovenCopy() {}

  static Class<?> of(Class<?> type, ClassPlan plan) {
    byte[] woven =
        Objects.requireNonNull(ClassWeaver.weave(classFileOf(type), plan).classFile(), "not woven");
    return new ClassLoader(type.getClassLoader()) {
      Class<?> define() {
        return defineClass(type.getName(), woven, 0, woven.length);
      }
    }.define();
  }

  private static byte[] classFileOf(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(resource))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
