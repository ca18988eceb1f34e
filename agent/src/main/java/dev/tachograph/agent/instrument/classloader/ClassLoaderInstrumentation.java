package dev.tachograph.agent.instrument.classloader;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * The class loaders of bundles and modules, where the JVM itself enters them.
 *
 * <p>By the methods that every class loader has, and not by what a framework is told to delegate:
 * its list is read before an agent could add to it, and belongs to whoever runs the application.
 */
public final class ClassLoaderInstrumentation implements LibraryInstrumentation {
  public static final String NAME = "classloaders";

  private static final String JBOSS_MODULES = "org/jboss/modules/ConcurrentClassLoader";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String[] classNames() {
    return new String[] {
      JBOSS_MODULES,
      "org/apache/felix/framework/BundleWiringImpl$BundleClassLoader",
      "org/eclipse/osgi/internal/loader/ModuleClassLoader"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.answeredBy(
        "loadClass",
        "(Ljava/lang/String;Z)Ljava/lang/Class;",
        "dev/tachograph/bootstrap/support/BootClassProbe",
        "find");
    if (className.equals(JBOSS_MODULES)) {
      // It does not come by the other one.
      plan.answeredBy(
          "loadClass",
          "(Ljava/lang/String;)Ljava/lang/Class;",
          "dev/tachograph/bootstrap/support/BootClassProbe",
          "find");
    }
  }
}
