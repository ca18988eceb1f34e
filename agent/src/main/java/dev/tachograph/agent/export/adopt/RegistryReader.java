package dev.tachograph.agent.export.adopt;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

  /**
   * The same without those that another registry keeps here and shows.
   *
   * @param elsewhere by the names that the registry has for them
   */
  default List<?> collectors(Object registry, Predicate<String> elsewhere) {
    return collectors(registry);
  }

  /**
   * By the registry of another library, the names of what this one keeps there. It is read here, or
   * in a registry that holds the same.
   */
  default Map<Object, Predicate<String>> kept(Object registry) {
    return Map.of();
  }

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
