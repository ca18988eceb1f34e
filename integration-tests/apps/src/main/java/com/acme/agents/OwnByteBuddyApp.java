package com.acme.agents;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.mockito.Mockito;

/**
 * {@code OwnByteBuddyApp [own]}: says which Byte Buddy it sees, before and after tasks of a pool,
 * and with {@code own} uses one of its own, and Mockito, in between.
 */
public final class OwnByteBuddyApp {
  private static final String TYPE = "net/bytebuddy/ByteBuddy.class";

  private OwnByteBuddyApp() {}

  public static void main(String[] args) throws Exception {
    saySeen();
    runTasks();
    if (args.length > 0) {
      Own.use();
    }
    runTasks();
    saySeen();
    System.out.println("> waiting");
    System.in.read();
  }

  private static void saySeen() throws IOException {
    System.out.println(
        "> sees "
            + Collections.list(ClassLoader.getSystemResources(TYPE)).size()
            + ", of the JVM "
            + isOfJvm("net.bytebuddy.ByteBuddy")
            + isOfJvm("net.bytebuddy.agent.ByteBuddyAgent")
            + isOfJvm("net.bytebuddy.dynamic.Nexus")
            + isOfJvm("org.objectweb.asm.ClassReader"));
  }

  private static boolean isOfJvm(String className) {
    try {
      return Class.forName(className, false, null) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void runTasks() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "acme-own-1"));
    for (int i = 0; i < 10; i++) {
      pool.execute(() -> {});
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  /** In a class of its own: there may be no such libraries. */
  private static final class Own {
    static void use() throws Exception {
      Class<?> made =
          new ByteBuddy()
              .subclass(Object.class)
              .method(ElementMatchers.named("toString"))
              .intercept(FixedValue.value("made"))
              .make()
              .load(OwnByteBuddyApp.class.getClassLoader())
              .getLoaded();
      System.out.println(
          "> "
              + made.getDeclaredConstructor().newInstance()
              + " by "
              + ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      List<?> mock = Mockito.mock(List.class);
      Mockito.when(mock.size()).thenReturn(42);
      System.out.println("> mocked " + mock.size());
    }
  }
}
