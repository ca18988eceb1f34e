package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.TypeLabels;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The task types of methods. */
final class TypeNames {
  /**
   * The JDK, and libraries that have timers for their own upkeep, which nobody who runs a worker
   * has asked for. What a timer of Camel's begins is a task of the route.
   */
  private static final String[] UPKEEP = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "org.apache.activemq.",
    "org.apache.camel.",
    "org.apache.felix.",
    "com.ibm.ejs.",
    "com.ibm.tx.",
    "com.ibm.websphere.",
    "com.ibm.ws.",
    "com.ibm.wsspi.",
    "com.mchange.",
    "com.microsoft.sqlserver.",
    "com.mysql.",
    "io.vertx.",
    "oracle.jdbc.",
    "org.jboss.as.",
    "org.postgresql.",
  };

  private TypeNames() {}

  /** Whether a timer's task of this class is no task of the application's. */
  static boolean isUpkeep(Class<?> type) {
    String name = type.getName();
    for (int i = 0; i < UPKEEP.length; i++) {
      if (name.startsWith(UPKEEP[i])) {
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

  /**
   * The same.
   *
   * @param method such as {@code com.acme.Jobs#tick}
   */
  static String ofDescription(String method) {
    int name = method.indexOf('#');
    if (name < 0) {
      return method;
    }
    int dot = method.lastIndexOf('.', name);
    int dollar = method.lastIndexOf('$', name);
    return method.substring(Math.max(dot, dollar) + 1, name) + '.' + method.substring(name + 1);
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
