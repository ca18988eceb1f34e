package com.acme.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * An agent that makes one class impossible to link, its name given as {@code a/b/C}, wherever it is
 * defined but by the JDK itself.
 */
public final class BreakingAgent {
  private BreakingAgent() {}

  public static void premain(String className, Instrumentation instrumentation) {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> redefined,
              ProtectionDomain domain,
              byte[] classFile) {
            if (!className.equals(name) || loader == null || loader == platform) {
              return null;
            }
            // It ends in the midst of a constant.
            byte[] broken = new byte[24];
            System.arraycopy(classFile, 0, broken, 0, broken.length);
            return broken;
          }
        });
  }
}
