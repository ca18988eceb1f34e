package dev.tachograph.agent.instrument.classloader;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Class loaders of bundles and modules, woven in the methods that the JVM itself calls.
 *
 * <p>The agent does not add to a framework's list of packages to delegate. The framework reads that
 * list before an agent could change it, and the list belongs to the person who runs the
 * application.
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
      // This method does not call the other one.
      plan.answeredBy(
          "loadClass",
          "(Ljava/lang/String;)Ljava/lang/Class;",
          "dev/tachograph/bootstrap/support/BootClassProbe",
          "find");
    }
  }
}
