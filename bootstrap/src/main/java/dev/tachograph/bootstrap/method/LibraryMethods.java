package dev.tachograph.bootstrap.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Public methods of a library that the probes cannot be compiled against.
 *
 * <p>They are looked up as method handles: a look-up by reflection would load the types of all
 * methods of a class.
 */
final class LibraryMethods {
  private final @Nullable ClassLoader loader;

  /**
   * @param type a class of the library
   */
  LibraryMethods(Class<?> type) {
    this.loader = type.getClassLoader();
  }

  /** A class of the library, or one that it uses. It is not initialized. */
  Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }

  /** A method that takes this object and other objects, and returns an object. */
  static MethodHandle virtual(Class<?> owner, String name, Class<?> result, Class<?>... parameters)
      throws NoSuchMethodException, IllegalAccessException {
    return ofObjects(
        MethodHandles.publicLookup()
            .findVirtual(owner, name, MethodType.methodType(result, parameters)));
  }

  /** A static method that takes and returns objects. */
  static MethodHandle staticMethod(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters)
      throws NoSuchMethodException, IllegalAccessException {
    return ofObjects(
        MethodHandles.publicLookup()
            .findStatic(owner, name, MethodType.methodType(result, parameters)));
  }

  private static MethodHandle ofObjects(MethodHandle method) {
    return method.asType(method.type().generic());
  }

  /** An object of a functional interface of the library's. */
  static Object function(Class<?> functionalInterface, InvocationHandler body) {
    return Proxy.newProxyInstance(
        functionalInterface.getClassLoader(), new Class<?>[] {functionalInterface}, body);
  }
}
