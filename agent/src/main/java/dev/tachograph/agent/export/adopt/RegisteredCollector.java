package dev.tachograph.agent.export.adopt;

import java.util.List;

/** A part of a registry that is read by itself, for one scrape. */
final class RegisteredCollector {
  final String library;
  final Object collector;

  /** The application's object behind it. */
  final Object code;

  private final RegistryReader reader;

  RegisteredCollector(String library, Object collector, RegistryReader reader) {
    this.library = library;
    this.collector = collector;
    this.reader = reader;
    this.code = reader.code(collector);
  }

  String name() {
    try {
      return reader.name(collector);
    } catch (Throwable e) {
      return code.getClass().getName();
    }
  }

  /** Runs code of the application, which may look for its classes. */
  List<AdoptedFamily> read() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(code.getClass().getClassLoader());
    try {
      return reader.read(collector);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
