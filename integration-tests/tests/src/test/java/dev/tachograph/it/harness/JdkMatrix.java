package dev.tachograph.it.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The JDKs that the versions of a library run on. What is woven into a library is the same on every
 * JDK, so its versions take the JDKs in turn; the JDK's own classes are tested on each. With {@code
 * -Dit.matrix=full} every version runs on every JDK, and those in between run as well, in turn.
 */
public final class JdkMatrix {
  private static final String PROPERTY = "it.matrix";
  private static final boolean FULL = isFull(System.getProperty(PROPERTY, "turns"));

  private JdkMatrix() {}

  /** Each row with its JDK, which is 17 or later. */
  public static Stream<Arguments> of(Stream<?> rows) {
    return of(rows, Stream.of(Jdks.atLeast(17), Jdks.newest()).distinct().toList());
  }

  /** Each row with its JDK. A row is one argument, or an array of some. */
  public static Stream<Arguments> of(Stream<?> rows, List<Jdk> jdks) {
    return arguments(rows.toList(), jdks, FULL).stream();
  }

  /** Rows for everything that is to be run, and none otherwise. */
  public static <T> Stream<T> ifFull(Supplier<Stream<T>> rows) {
    return FULL ? rows.get() : Stream.empty();
  }

  /**
   * One of the JDKs, for what is the agent's own. Tests whose outcome depends on code of the JDK,
   * such as that of its HTTP server, run on each.
   */
  public static List<Jdk> firstTurn() {
    return jdks(0, Jdks.all());
  }

  /** The newest, for the test beside it. */
  public static List<Jdk> secondTurn() {
    return FULL ? Jdks.all() : List.of(Jdks.newest());
  }

  /** The first and the last of the versions of a library, unless everything is to be run. */
  public static <T> Stream<T> oldestAndNewest(Stream<T> versions) {
    return oldestAndNewest(versions.toList(), FULL);
  }

  static <T> Stream<T> oldestAndNewest(List<T> versions, boolean full) {
    return full || versions.size() < 3
        ? versions.stream()
        : Stream.of(versions.get(0), versions.get(versions.size() - 1));
  }

  /** The last of the versions of a library, unless everything is to be run. */
  public static <T> Stream<T> newest(Stream<T> versions) {
    return newestOfEach(versions, version -> "one library");
  }

  /** The last row of each library, unless everything is to be run. */
  public static <T> Stream<T> newestOfEach(Stream<T> rows, Function<T, String> library) {
    return newestOfEach(rows.toList(), library, FULL);
  }

  static <T> Stream<T> newestOfEach(List<T> rows, Function<T, String> library, boolean full) {
    Map<String, T> newest = new LinkedHashMap<>();
    rows.forEach(row -> newest.put(library.apply(row), row));
    return full ? rows.stream() : newest.values().stream();
  }

  /** How much of something: less, unless everything is to be run. */
  public static int amount(int less, int all) {
    return FULL ? all : less;
  }

  /** The JDKs of the row with that index. */
  public static List<Jdk> jdks(int index, List<Jdk> jdks) {
    return jdks(index, jdks, FULL);
  }

  private static List<Jdk> jdks(int index, List<Jdk> jdks, boolean full) {
    return full ? jdks : List.of(inTurn(index, jdks));
  }

  /** The one JDK of the row with that index. */
  public static Jdk inTurn(int index, List<Jdk> jdks) {
    return jdks.get(index % jdks.size());
  }

  static List<Arguments> arguments(List<?> rows, List<Jdk> jdks, boolean full) {
    List<Arguments> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (Jdk jdk : jdks(i, jdks, full)) {
        all.add(with(rows.get(i), jdk));
      }
    }
    return all;
  }

  private static Arguments with(Object row, Jdk jdk) {
    List<Object> arguments =
        new ArrayList<>(row instanceof Object[] ? Arrays.asList((Object[]) row) : List.of(row));
    arguments.add(jdk);
    return Arguments.of(arguments.toArray());
  }

  static boolean isFull(String value) {
    if (!value.equals("full") && !value.equals("turns")) {
      throw new IllegalArgumentException(PROPERTY + " is " + value + ", not turns or full");
    }
    return value.equals("full");
  }
}
