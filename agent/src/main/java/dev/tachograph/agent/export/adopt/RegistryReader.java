package dev.tachograph.agent.export.adopt;

import java.util.List;

/** Reads the registries of one library. Thread-safe. */
public interface RegistryReader {
  /**
   * Those of the library's registries that are read, in this order. The others hold what these or
   * registries of another library hold.
   *
   * @param registries all that exist, in the order in which they were made
   */
  default List<?> choose(List<?> registries) {
    return registries;
  }

  /**
   * The parts of the registry that can be read one by one. If that cannot be found out, the whole
   * registry.
   */
  List<?> collectors(Object registry);

  /** The name of a part's family, or of its class. */
  String name(Object collector);

  /** The application's object that a part stands for: the same one at each scrape. */
  default Object code(Object collector) {
    return collector;
  }

  /**
   * Reads one of {@link #collectors}. Runs code of the application.
   *
   * @throws Exception if that does
   */
  List<AdoptedFamily> read(Object collector) throws Exception;
}
