package dev.tachograph.agent;

import dev.tachograph.agent.thread.JvmEnd;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The JDK's own list of what it does when a JVM ends: it restores the console, runs the
 * application's hooks and waits for them, and deletes files, in this order. The later slots have no
 * API, and no other way leads to a place after the hooks: those run side by side, and nobody can
 * list them.
 *
 * <p>The way to the list has been the same since JDK 9, except for its package. If a later JDK
 * closes it, the last textfile is written beside the hooks, as other agents do.
 */
final class LastStage implements JvmEnd {
  /** The JDK itself uses the first three of the ten slots. */
  private static final int LAST_SLOT = 9;

  private static final int FIRST_FREE_SLOT = 3;

  private final Instrumentation instrumentation;

  LastStage(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public boolean afterHooks(Runnable action) {
    try {
      String internals = internalPackage();
      open(internals);
      Class<?> secrets = Class.forName(internals + ".SharedSecrets", true, null);
      Object access = secrets.getMethod("getJavaLangAccess").invoke(null);
      Method register =
          Class.forName(internals + ".JavaLangAccess", true, null)
              .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class);
      return register(register, access, action);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  private static String internalPackage() {
    String sinceJava12 = "jdk.internal.access";
    return Object.class.getModule().getPackages().contains(sinceJava12)
        ? sinceJava12
        : "jdk.internal.misc";
  }

  private static boolean register(Method register, Object access, Runnable action)
      throws IllegalAccessException {
    for (int slot = LAST_SLOT; slot >= FIRST_FREE_SLOT; slot--) {
      try {
        // True: allow it even while the hooks are running.
        register.invoke(access, slot, true, action);
        return true;
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof InternalError)) {
          return false;
        }
        // The slot is taken.
      }
    }
    return false;
  }

  /** Opens the package to the agent's own classes only. */
  private void open(String internalPackage) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.<Module>emptySet(),
        Collections.singletonMap(
            internalPackage, Collections.singleton(LastStage.class.getModule())),
        Collections.<String, Set<Module>>emptyMap(),
        Collections.<Class<?>>emptySet(),
        Collections.<Class<?>, List<Class<?>>>emptyMap());
  }
}
