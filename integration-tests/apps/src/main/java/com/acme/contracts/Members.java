package com.acme.contracts;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** What reflection shows of the classes. */
final class Members {
  private Members() {}

  static void show(Observer seen) throws Exception {
    for (Class<?> type :
        List.of(
            ThreadPoolExecutor.class,
            Class.forName(ThreadPoolExecutor.class.getName() + "$Worker"),
            ScheduledThreadPoolExecutor.class,
            FutureTask.class,
            ForkJoinPool.class,
            ForkJoinTask.class,
            CompletableFuture.class,
            Class.forName(CompletableFuture.class.getName() + "$AsyncSupply"))) {
      for (Field field : type.getDeclaredFields()) {
        String modifiers = Modifier.toString(field.getModifiers());
        seen.see(
            "field of " + type.getName(), modifiers + " " + field.getType() + " " + name(field));
      }
      seen.see("methods of " + type.getName(), sorted(type.getDeclaredMethods()));
      seen.see("constructors of " + type.getName(), sorted(type.getDeclaredConstructors()));
      seen.see("nested in " + type.getName(), sorted(type.getDeclaredClasses()));
      seen.see("interfaces of " + type.getName(), Arrays.toString(type.getInterfaces()));
    }
  }

  private static String name(Field field) {
    return field.getName() + (field.isSynthetic() ? ", synthetic" : "");
  }

  private static TreeSet<String> sorted(Object[] members) {
    TreeSet<String> sorted = new TreeSet<>();
    for (Object member : members) {
      sorted.add(member.toString());
    }
    return sorted;
  }
}
