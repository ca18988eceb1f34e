package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.TypeLabels;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The task types of methods. */
final class TypeNames {
  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private TypeNames() {}

  /** Whether a class is the JDK's own. */
  static boolean isOfJdk(Class<?> type) {
    String name = type.getName();
    for (int i = 0; i < JDK.length; i++) {
      if (name.startsWith(JDK[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@code Class.method}, as in the source.
   *
   * @param target the object whose method is called, perhaps a proxy; null if unknown
   */
  static String of(Method method, @Nullable Object target) {
    return TypeLabels.simple(written(method, target)) + '.' + method.getName();
  }

  /** The class that somebody has written: a proxy is none. */
  private static Class<?> written(Method method, @Nullable Object target) {
    Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
    if (Proxy.isProxyClass(type)) {
      return method.getDeclaringClass();
    }
    Class<?> superclass = type.getSuperclass();
    while (superclass != null && superclass != Object.class && isGenerated(type.getName())) {
      type = superclass;
      superclass = type.getSuperclass();
    }
    return isGenerated(type.getName()) ? method.getDeclaringClass() : type;
  }

  private static boolean isGenerated(String className) {
    return className.contains("$$")
        || className.contains("_ClientProxy")
        || className.contains("_Subclass");
  }
}
